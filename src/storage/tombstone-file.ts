import { existsSync } from 'node:fs';
import { open, readFile, truncate } from 'node:fs/promises';

/** One signed line per deleted tenant, only ever added to, and on disk before the deletion is answered. */
export class TombstoneLog {
  readonly #path: string;
  readonly #lines: Set<string>;
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string, lines: string[]) {
    this.#path = path;
    this.#lines = new Set(lines);
  }

  /** Undefined when the file does not exist. */
  static async read(path: string): Promise<TombstoneLog | undefined> {
    if (!existsSync(path)) return undefined;
    const text = await readFile(path, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    // A line that power loss cut off was never answered for; the database still has it, and it is written again.
    if (whole.length < text.length) await truncate(path, Buffer.byteLength(whole));
    return new TombstoneLog(path, whole.split('\n').filter(Boolean));
  }

  static async create(path: string): Promise<TombstoneLog> {
    const file = await open(path, 'a', 0o600);
    await file.close();
    return new TombstoneLog(path, []);
  }

  lines(): string[] {
    return [...this.#lines];
  }

  append(line: string): Promise<void> {
    if (this.#lines.has(line)) return this.#writing;
    this.#lines.add(line);
    const writing = this.#writing.then(() => this.#write(line));
    // A full disk must not keep later lines from being tried.
    this.#writing = writing.catch(() => {
      this.#lines.delete(line);
    });
    return writing;
  }

  async #write(line: string): Promise<void> {
    const file = await open(this.#path, 'a', 0o600);
    try {
      await file.appendFile(`${line}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }
}
