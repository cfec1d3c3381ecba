import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process has the directory; its rows would be lost silently if a second one wrote beside it. */
export class DirectoryInUseError extends Error {
  constructor(directory: string) {
    super(`Another process runs on the data directory ${directory}.`);
    this.name = 'DirectoryInUseError';
  }
}

export interface DirectoryLock {
  release(): void;
}

/** Readable by its owner alone: it holds the local key and the embedded database. */
export function makeDataDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
}

/**
 * SQLite's exclusive lock is the operating system's lock on a file: it ends with the process, also by kill -9, and
 * unlike a file with a process id in it, it can be neither stale nor taken by two.
 */
export function lockDataDirectory(directory: string): DirectoryLock {
  const file = new DatabaseSync(join(directory, 'lock'), { timeout: 0 });
  try {
    file.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    file.close();
    if ((error as { errcode?: number }).errcode === sqliteBusy) throw new DirectoryInUseError(directory);
    throw error;
  }
  return { release: () => file.close() };
}

const sqliteBusy = 5;
