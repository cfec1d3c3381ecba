import { PlugboardError } from '../kernel/errors.ts';

/** What drivers and Postgres say when the database is away, going away or full, rather than when a query is wrong. */
const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);
const awayClass = '08';
const awayMessages =
  /connection terminated|timeout exceeded when trying to connect|not queryable|has stopped/i;

/** A database that cannot be reached is 503 for the caller, who may try again; anything else is a fault of ours. */
export async function reachable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isAway(error)) throw new PlugboardError('unavailable', { cause: error });
    throw error;
  }
}

/** Also of what is only described like an error, as libraries tell of those in their own background work. */
export function isAway(error: unknown): boolean {
  if (error instanceof PlugboardError) return error.code === 'unavailable';
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && (awayCodes.has(code) || code.startsWith(awayClass))) return true;
  return typeof message === 'string' && awayMessages.test(message);
}
