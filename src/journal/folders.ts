import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A lock that ends with its process, also by kill -9. Taking one that another process holds throws. */
export interface DirectoryLock {
  release(): void;
}
export type LockDirectory = (directory: string) => DirectoryLock;

/** One file of lines. */
export interface Segment {
  path: string;
  /** Up to here its lines are whole. */
  size: number;
  /** Up to here its lines are in the database. */
  shipped: number;
  /** Whether lines are still added. */
  isOpen: boolean;
}

/** The segments of one process. Nobody else touches them while it lives; whoever locks the folder then has them. */
export interface Folder {
  path: string;
  lock: DirectoryLock;
  /** The oldest first. */
  segments: Segment[];
}

const segmentName = /^\d{10}\.attempts$/;
const triesMax = 5;

export function toSegmentName(number: number): string {
  return `${String(number).padStart(10, '0')}.attempts`;
}

/** The time in the name puts the folders of processes that came one after the other in their order. */
export function makeFolder(directory: string, lockDirectory: LockDirectory, now: number): Folder {
  for (let tries = 1; ; tries += 1) {
    const path = join(directory, `${now}-${process.pid}-${randomBytes(6).toString('hex')}`);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    try {
      const lock = lockDirectory(path);
      if (existsSync(path)) return { path, lock, segments: [] };
      // Between its making and its lock it looked left behind, and another process cleared it away.
      lock.release();
    } catch (error) {
      if (tries === triesMax) throw error;
    }
  }
}

/** The folders that dead processes left behind; those of living ones cannot be locked. */
export function adoptFolders(
  directory: string,
  lockDirectory: LockDirectory,
  known: readonly Folder[],
): Folder[] {
  const adopted: Folder[] = [];
  for (const name of readdirSync(directory).toSorted()) {
    const path = join(directory, name);
    if (known.some((folder) => folder.path === path)) continue;
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) continue;
    const lock = findLock(path, lockDirectory);
    if (lock) adopted.push({ path, lock, segments: listSegments(path) });
  }
  return adopted;
}

export function removeFolder(folder: Folder): void {
  // First the files, then the lock: whoever waits for the lock finds nothing.
  rmSync(folder.path, { recursive: true, force: true });
  folder.lock.release();
}

export function unshippedBytes(folders: readonly Folder[]): number {
  let bytes = 0;
  for (const { segments } of folders) for (const { size, shipped } of segments) bytes += size - shipped;
  return bytes;
}

function findLock(path: string, lockDirectory: LockDirectory): DirectoryLock | undefined {
  try {
    return lockDirectory(path);
  } catch {
    return undefined;
  }
}

function listSegments(path: string): Segment[] {
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => segmentName.test(name))
    .toSorted()
    .map((name) => {
      const file = join(path, name);
      return { path: file, size: statSync(file).size, shipped: 0, isOpen: false };
    });
}
