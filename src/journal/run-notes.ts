import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { FinishedCall, QueuedCallStore, QueuedEnd, QueueRun, RunNotes } from '../gateway/queue-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import { adoptFolders, type Folder, type LockDirectory, makeFolder, removeFolder } from './folders.ts';

interface RunNotesParts {
  /** Shared by every process on these files; each writes in a folder of its own. */
  directory: string;
  lockDirectory: LockDirectory;
  /** How the database knows the runs of this process. */
  holder: string;
  store: Pick<QueuedCallStore, 'answering' | 'finish' | 'takeOver'>;
  clock: Clock;
  onError(error: unknown): void;
}

const holderName = 'holder';
const noteName = /^(?<id>[0-9a-f-]{36})\.(?<token>[0-9a-f-]{36})\.run$/;

/**
 * One file for each run whose answer has begun, until the database has what came of it: empty as long as the answer
 * comes in, then its end in one line. The writes are synchronous and not flushed to the disk’s platters: they are safe
 * from the death of the process, not from that of the machine. What the files hold of an answer is sealed.
 */
export class FiledRunNotes implements RunNotes {
  readonly #parts: RunNotesParts;
  readonly #own: Folder;
  /** By the token of the run. */
  readonly #open = new Map<string, { file: number; path: string }>();

  private constructor(parts: RunNotesParts, own: Folder) {
    this.#parts = parts;
    this.#own = own;
  }

  static open(parts: RunNotesParts): FiledRunNotes {
    const { directory, lockDirectory, clock, holder } = parts;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const own = makeFolder(directory, lockDirectory, clock());
    writeFileSync(join(own.path, holderName), holder, { mode: 0o600 });
    return new FiledRunNotes(parts, own);
  }

  began({ id, token }: QueueRun): void {
    this.#attempt(() => {
      const path = join(this.#own.path, `${id}.${token}.run`);
      this.#open.set(token, { file: openSync(path, 'wx', 0o600), path });
    });
  }

  ended({ token }: QueueRun, end: QueuedEnd): void {
    const note = this.#open.get(token);
    if (note) this.#attempt(() => writeFileSync(note.file, toLine(end)));
  }

  settled({ token }: QueueRun): void {
    const note = this.#open.get(token);
    if (!note) return;
    this.#open.delete(token);
    this.#attempt(() => {
      closeSync(note.file);
      unlinkSync(note.path);
    });
  }

  /** Tells the database what dead processes noted, and that they are dead. Answers which calls that ended. */
  async adopt(): Promise<FinishedCall[]> {
    const { directory, lockDirectory, onError } = this.#parts;
    const finished: FinishedCall[] = [];
    for (const folder of adoptFolders(directory, lockDirectory, [this.#own])) {
      try {
        finished.push(...(await this.#tellOf(folder)));
        removeFolder(folder);
      } catch (error) {
        folder.lock.release();
        onError(error);
      }
    }
    return finished;
  }

  /** What the database does not know yet is the next process’s to tell. */
  close(): void {
    for (const { file } of this.#open.values()) closeSync(file);
    if (this.#open.size === 0) removeFolder(this.#own);
    else this.#own.lock.release();
  }

  async #tellOf({ path }: Folder): Promise<FinishedCall[]> {
    const { store, clock } = this.#parts;
    const holder = findHolder(path);
    // Killed before it could say who it is: it had no runs.
    if (holder === undefined) return [];
    const finished: FinishedCall[] = [];
    for (const name of readdirSync(path)) {
      const { id, token } = noteName.exec(name)?.groups ?? {};
      if (id === undefined || token === undefined) continue;
      const end = parseLine(readFileSync(join(path, name), 'utf8'));
      const told = end && (await store.finish({ id, token }, end));
      if (told) finished.push(told);
      if (!end) await store.answering({ id, token });
      rmSync(join(path, name));
    }
    await store.takeOver(holder, clock());
    return finished;
  }

  /** A note that cannot be made keeps no answer back: the database is told of it as well. */
  #attempt(note: () => void): void {
    try {
      note();
    } catch (error) {
      this.#parts.onError(error);
    }
  }
}

function findHolder(path: string): string | undefined {
  const file = join(path, holderName);
  return (existsSync(file) && readFileSync(file, 'utf8')) || undefined;
}

function toLine({ answer, ...end }: QueuedEnd): string {
  return `${JSON.stringify({ ...end, answer: answer && Buffer.from(answer).toString('base64') })}\n`;
}

/** Undefined where the process died before it was written whole. */
function parseLine(text: string): QueuedEnd | undefined {
  if (!text.endsWith('\n')) return undefined;
  const { answer, ...end } = JSON.parse(text) as Omit<QueuedEnd, 'answer'> & { answer: string | null };
  return { ...end, answer: answer === null ? null : Buffer.from(answer, 'base64') };
}
