import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';

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
    return new TombstoneLog(path, text.split('\n').filter(Boolean));
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
    this.#writing = this.#writing.then(() => this.#write(line));
    return this.#writing;
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
