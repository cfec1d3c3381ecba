import { appendFile, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { PlugboardError } from '../kernel/errors.ts';
import { readLines, toLine } from './attempt-line.ts';
import { adoptFolders, type Folder, removeFolder, type Segment, unshippedBytes } from './folders.ts';
import type { JournalParts } from './journal-parts.ts';
import type { SegmentWriter } from './segment-writer.ts';

interface ShipperParts extends JournalParts {
  /** The folder of this process is the last. */
  folders: Folder[];
  writer: SegmentWriter;
}

/**
 * Brings segments into the database, the oldest first, and deletes those that are there whole. How far it came is kept
 * in memory alone: after a crash a segment is shipped from its start, and what is there already is passed over.
 */
export class Shipper {
  readonly #parts: ShipperParts;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  /** The one that waits for the one that runs. */
  #next: Promise<void> | undefined;
  #failures = 0;
  #adoptedAt = Number.NEGATIVE_INFINITY;
  #eventLoop = performance.eventLoopUtilization();
  /** What is left is shipped without regard for traffic, which has ended. */
  #isFinishing = false;
  #isStopped = false;

  constructor(parts: ShipperParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#schedule(0);
  }

  /** One more round, within a bounded time. */
  async finish(): Promise<void> {
    this.#isFinishing = true;
    clearTimeout(this.#timer);
    await atMost(this.#parts.limits.closeMs, this.#runNext());
    this.#isStopped = true;
  }

  /** All who ask while a round runs share the one after it: that one finds what was written before they asked. */
  shipNow(): Promise<void> {
    if (this.#isFinishing) return Promise.resolve();
    this.#next ??= this.#runNext();
    return atMost(this.#parts.limits.shipNowMs, this.#next);
  }

  #runNext(): Promise<void> {
    this.#round = this.#round.then(() => {
      this.#next = undefined;
      return this.#runRound();
    });
    return this.#round;
  }

  #schedule(afterMs: number): void {
    if (this.#isFinishing) return;
    this.#timer = setTimeout(() => {
      void this.#runNext().then(() => this.#schedule(this.#pauseMs()));
    }, afterMs);
    this.#timer.unref();
  }

  #pauseMs(): number {
    const { shipEveryMs, retryMaxMs } = this.#parts.limits;
    if (this.#failures === 0) return shipEveryMs;
    return Math.min(retryMaxMs, shipEveryMs * 2 ** this.#failures) * (0.5 + Math.random() / 2);
  }

  /** A folder that cannot be read holds up no other; a database that is away ends the round. */
  async #runRound(): Promise<void> {
    const { folders, telemetry } = this.#parts;
    const errors: unknown[] = [];
    const collect = (error: unknown) => void errors.push(error);
    await this.#prepare().catch(collect);
    for (const folder of [...folders]) {
      if (!errors.some(isAway)) await this.#shipFolder(folder).catch(collect);
    }
    this.#failures = errors.length === 0 ? 0 : this.#failures + 1;
    if (errors.length > 0) telemetry.journalBehind({ bytes: unshippedBytes(folders), error: errors[0] });
  }

  async #prepare(): Promise<void> {
    const { directory, lockDirectory, folders, writer, clock, limits } = this.#parts;
    writer.retireIfOpenedBefore(clock() - limits.segmentAgeMaxMs);
    if (Math.abs(clock() - this.#adoptedAt) < limits.adoptEveryMs) return;
    this.#adoptedAt = clock();
    folders.splice(-1, 0, ...adoptFolders(directory, lockDirectory, folders));
  }

  async #shipFolder(folder: Folder): Promise<void> {
    const { folders } = this.#parts;
    for (const segment of [...folder.segments]) {
      await this.#shipSegment(segment);
      if (this.#isStopped) return;
      if (segment.isOpen || segment.shipped < segment.size) continue;
      await unlink(segment.path);
      folder.segments.splice(folder.segments.indexOf(segment), 1);
    }
    if (folder === folders.at(-1) || folder.segments.length > 0) return;
    folders.splice(folders.indexOf(folder), 1);
    removeFolder(folder);
  }

  async #shipSegment(segment: Segment): Promise<void> {
    const bytes = await readUnshipped(segment);
    for (let done = 0; done < bytes.length && !this.#isStopped; ) {
      const length = await this.#shipBatch(bytes.subarray(done), segment);
      done += length;
      segment.shipped += length;
      await this.#yieldToTraffic();
    }
  }

  async #shipBatch(bytes: Buffer, segment: Segment): Promise<number> {
    const { store, telemetry, limits } = this.#parts;
    const from = performance.now();
    const { lists, damaged, length } = readLines(bytes, limits.shipRows);
    if (damaged > 0)
      telemetry.unexpected(new Error('Lines of the journal are damaged'), { damaged, path: segment.path });
    const refused = lists.length > 0 ? await store.insertAttempts(lists) : [];
    if (refused.length > 0) await this.#setAside(refused.map(toLine));
    telemetry.attemptsShipped({ rows: lists.length - refused.length, ms: performance.now() - from });
    return length;
  }

  /** One record that no database will take must not hold up all that follow it, and must not be lost either. */
  async #setAside(lines: string[]): Promise<void> {
    const { directory, telemetry } = this.#parts;
    const path = join(directory, 'refused.attempts');
    await appendFile(path, lines.join(''), { mode: 0o600 });
    telemetry.unexpected(new Error('The database refuses attempts for what is in them'), {
      path,
      count: lines.length,
    });
  }

  /** A busy event loop has calls to serve. Far behind, shipping goes first: a full journal would end all calls. */
  async #yieldToTraffic(): Promise<void> {
    const { folders, limits } = this.#parts;
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.#eventLoop);
    this.#eventLoop = now;
    const mayPause = !this.#isFinishing && unshippedBytes(folders) < limits.bytesMax / 4;
    if (mayPause && utilization > limits.busyUtilization) await pause(limits.busyPauseMs);
    else await nextTurn();
  }
}

async function atMost(ms: number, work: Promise<void>): Promise<void> {
  const { promise: timeIsUp, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([work, timeIsUp]);
  clearTimeout(timer);
}

function isAway(error: unknown): boolean {
  return error instanceof PlugboardError && error.code === 'unavailable';
}

async function readUnshipped({ path, shipped, size }: Segment): Promise<Buffer> {
  const bytes = Buffer.alloc(size - shipped);
  if (bytes.length === 0) return bytes;
  const file = await open(path);
  try {
    let done = 0;
    while (done < bytes.length) {
      const { bytesRead } = await file.read(bytes, done, bytes.length - done, shipped + done);
      if (bytesRead === 0) throw new Error(`The journal’s file is shorter than it was: ${path}`);
      done += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}
