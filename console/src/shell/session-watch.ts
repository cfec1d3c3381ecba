import { toProblem } from '../api/problem.ts';

let ended = false;
const watchers = new Set<() => void>();

/** Every failed answer passes here, those that are read piece by piece too: a 401 means that the session is over, wherever it was noticed. */
export function noticeSessionEnd(error: unknown): void {
  if (ended || toProblem(error).status !== 401) return;
  ended = true;
  for (const tell of watchers) tell();
}

export const hasSessionEnded = (): boolean => ended;

export function watchSession(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}
