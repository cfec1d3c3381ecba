import { limits } from '../kernel/limits.ts';

/** What was asked goes with the end of a call; what was answered, and that it was, stays for a while. */
export const ended = (at: number) => ({
  payload: null,
  next_attempt_at: null,
  finished_at: new Date(at),
  expires_at: new Date(at + limits.queue.answerKeptMs),
});
