import { PlugboardError } from '../kernel/errors.ts';

/** For work that an answer waits for: a database that hangs must not hold it back. */
export function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new PlugboardError('unavailable')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
