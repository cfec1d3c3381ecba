import { answerAsSandbox } from '../providers/sandbox/answer.ts';
import { sandbox, sandboxBaseUrl } from '../providers/sandbox/index.ts';
import type { SnapshotContent, SnapshotSource } from '../snapshot/ports.ts';

/** What the way out has to know of the sandbox to answer in its place. */
export const sandboxAnswers = { providerId: sandbox.id, baseUrl: sandboxBaseUrl, answer: answerAsSandbox };

/** Where it is switched off, accounts of the sandbox that are stored still are not there: not called, not listed. */
export function sandboxedSource(source: SnapshotSource, isSwitchedOn: boolean): SnapshotSource {
  if (isSwitchedOn) return source;
  const without = <T extends { content: SnapshotContent }>(loaded: T): T => ({
    ...loaded,
    content: {
      ...loaded.content,
      credentials: loaded.content.credentials.filter(({ catalogueId }) => catalogueId !== sandbox.id),
    },
  });
  return {
    loadWhole: async () => without(await source.loadWhole()),
    loadSince: async (version) => {
      const loaded = await source.loadSince(version);
      return loaded === 'too_old' ? loaded : without(loaded);
    },
  };
}
