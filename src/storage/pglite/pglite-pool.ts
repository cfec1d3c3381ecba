import { Worker } from 'node:worker_threads';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { WorkerAnswer, WorkerRequest } from './worker-messages.ts';

interface Waiting {
  resolve(answer: Extract<WorkerAnswer, { rows: unknown }>): void;
  reject(error: Error): void;
}

/**
 * PGlite behind the shape of a `pg` pool of size one, so that Kysely's Postgres dialect serves both databases.
 * PGlite has a single session: whoever is connected has all of it until the release.
 */
export class PGlitePool implements PostgresPool {
  readonly options = { connectionString: '' };
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #queue: (() => void)[] = [];
  readonly #started: Promise<unknown>;
  #lastId = 0;
  #taken = false;
  #ending: Promise<void> | undefined;
  #failure: Error | undefined;

  constructor(directory: string) {
    this.#worker = new Worker(new URL(`./pglite-worker.${extension()}`, import.meta.url), {
      workerData: { directory },
    });
    this.#started = new Promise((resolve, reject) => this.#waiting.set(0, { resolve, reject }));
    this.#worker.on('message', (answer: WorkerAnswer) => this.#settle(answer));
    this.#worker.on('error', (error) =>
      this.#fail(error instanceof Error ? error : new Error(String(error))),
    );
    this.#worker.on('exit', () => this.#fail(new Error('The embedded database has stopped')));
  }

  async connect(): Promise<PostgresPoolClient> {
    await this.#started;
    if (this.#taken) await new Promise<void>((resolve) => this.#queue.push(resolve));
    this.#taken = true;
    const session = new PGliteSession(
      (sql, parameters) => this.#send({ kind: 'query', sql, parameters }),
      () => this.#release(),
    );
    return session as unknown as PostgresPoolClient;
  }

  /**
   * One statement, or a script of several without parameters, in a session of its own. A script that fails inside of
   * its transaction leaves none behind.
   */
  async executeSql(sql: string, values: unknown[] = []): Promise<{ rows: Record<string, unknown>[] }> {
    const session = await this.connect();
    try {
      if (values.length > 0) return await this.#send({ kind: 'query', sql, parameters: values });
      return await this.#send({ kind: 'script', sql });
    } catch (error) {
      await this.#send({ kind: 'script', sql: 'rollback' }).catch(() => undefined);
      throw error;
    } finally {
      session.release();
    }
  }

  end(): Promise<void> {
    this.#ending ??= this.#close();
    return this.#ending;
  }

  async #close(): Promise<void> {
    await this.#started;
    await this.#send({ kind: 'close' });
    await this.#worker.terminate();
  }

  #release(): void {
    const next = this.#queue.shift();
    // Handed over without a gap: `#taken` stays true, so nobody who comes later can slip in between.
    if (next) next();
    else this.#taken = false;
  }

  #send(
    request:
      | { kind: 'query'; sql: string; parameters: unknown[] }
      | { kind: 'script'; sql: string }
      | { kind: 'close' },
  ) {
    if (this.#failure) return Promise.reject(this.#failure);
    this.#lastId += 1;
    const message: WorkerRequest = { ...request, id: this.#lastId };
    return new Promise<Extract<WorkerAnswer, { rows: unknown }>>((resolve, reject) => {
      this.#waiting.set(message.id, { resolve, reject });
      this.#worker.postMessage(message);
    });
  }

  #settle(answer: WorkerAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('rows' in answer) waiting?.resolve(answer);
    else waiting?.reject(Object.assign(new Error(answer.error.message), answer.error));
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}

/** Kysely asks for a cursor only to stream, which nothing here does. */
class PGliteSession {
  readonly #send: (sql: string, parameters: unknown[]) => Promise<Extract<WorkerAnswer, { rows: unknown }>>;
  readonly #release: () => void;
  #aborted = false;

  constructor(
    send: (sql: string, parameters: unknown[]) => Promise<Extract<WorkerAnswer, { rows: unknown }>>,
    release: () => void,
  ) {
    this.#send = send;
    this.#release = release;
  }

  async query(sql: string, parameters?: readonly unknown[]) {
    const command = commandOf(sql);
    try {
      const { rows, affectedRows } = await this.#send(sql, [...(parameters ?? [])]);
      // Postgres answers ROLLBACK to the COMMIT of a failed transaction; PGlite does not, so it is remembered.
      const outcome: Command = command === 'COMMIT' && this.#aborted ? 'ROLLBACK' : command;
      if (command === 'COMMIT' || command === 'ROLLBACK') this.#aborted = false;
      return { command: outcome, rowCount: command === 'SELECT' ? rows.length : affectedRows, rows };
    } catch (error) {
      this.#aborted = true;
      throw error;
    }
  }

  release(): void {
    this.#aborted = false;
    this.#release();
  }
}

const commands = ['INSERT', 'UPDATE', 'DELETE', 'COMMIT', 'ROLLBACK'] as const;
type Command = (typeof commands)[number] | 'SELECT';

function commandOf(sql: string): Command {
  const verb = sql.trimStart().slice(0, 8).toUpperCase();
  return commands.find((command) => verb.startsWith(command)) ?? 'SELECT';
}

/** The published package carries JavaScript, a checkout TypeScript. */
function extension(): string {
  return import.meta.url.endsWith('.ts') ? 'ts' : 'js';
}
