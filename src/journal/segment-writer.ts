import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Folder, type Segment, toSegmentName } from './folders.ts';

interface Live {
  file: number;
  segment: Segment;
  openedAt: number;
}

/** Adds lines to the last segment of a folder, and begins the next where that one is long or old enough. */
export class SegmentWriter {
  readonly #folder: Folder;
  readonly #bytesMax: number;
  #live: Live | undefined;
  #segmentsMade = 0;

  constructor(folder: Folder, bytesMax: number) {
    this.#folder = folder;
    this.#bytesMax = bytesMax;
  }

  /**
   * Throws where the disk does not take all of it. Every write goes to where the last whole one ended, so that what
   * half a write left is overwritten by the next.
   */
  write(bytes: Buffer, now: number): void {
    const { file, segment } = this.#live ?? this.#open(now);
    let done = 0;
    while (done < bytes.length)
      done += writeSync(file, bytes, done, bytes.length - done, segment.size + done);
    segment.size += bytes.length;
    if (segment.size >= this.#bytesMax) this.retire();
  }

  retireIfOpenedBefore(time: number): void {
    if (this.#live && this.#live.openedAt < time) this.retire();
  }

  retire(): void {
    if (!this.#live) return;
    const { file, segment } = this.#live;
    this.#live = undefined;
    segment.isOpen = false;
    closeSync(file);
  }

  #open(now: number): Live {
    this.#segmentsMade += 1;
    const path = join(this.#folder.path, toSegmentName(this.#segmentsMade));
    const file = openSync(path, 'wx', 0o600);
    const segment = { path, size: 0, shipped: 0, isOpen: true };
    this.#folder.segments.push(segment);
    this.#live = { file, segment, openedAt: now };
    return this.#live;
  }
}
