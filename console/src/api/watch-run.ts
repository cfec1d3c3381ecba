import type { Api, Ask } from './api.ts';
import { readEvents } from './events.ts';
import { parseProblem } from './problem.ts';

/** For a call whose steps are to be told while it runs. */
export const watched = { parseAs: 'stream', headers: { accept: 'text/event-stream' } } as const;

/** Says each step as it ends, and answers what came of all of them. */
export async function watchRun<Step, Result>(
  api: Api,
  run: Ask<ReadableStream<Uint8Array> | null>,
  step: string,
  onStep: (step: Step) => void,
): Promise<Result> {
  const stream = await api.ask(run);
  if (stream) {
    for await (const { event, data } of readEvents(stream)) {
      const said: unknown = JSON.parse(data);
      if (event === step) onStep(said as Step);
      if (event === 'result') return said as Result;
      if (event === 'problem') throw parseProblem((said as { status: number }).status, said);
    }
  }
  throw new TypeError('It ended before it had a result');
}
