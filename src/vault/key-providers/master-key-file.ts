import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/**
 * The key of a local data directory. Made once, on an empty directory only: a new key beside rows that an old one
 * sealed would lose them, so `mayCreate` must be false as soon as anything is sealed.
 */
export function readOrCreateMasterKey(path: string, mayCreate: boolean): string {
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  if (!mayCreate) {
    throw new Error(
      `The master key ${path} is missing, and the database holds secrets that only it opens. Put it back from your backup.`,
    );
  }
  const text = randomBytes(32).toString('base64');
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, `${text}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return text;
}
