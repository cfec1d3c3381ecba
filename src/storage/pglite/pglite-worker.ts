import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, types } from '@electric-sql/pglite';
import type { WorkerAnswer, WorkerRequest } from './worker-messages.ts';

/** PGlite computes on the thread that calls it, up to 170 ms for a batch. Here that delays no request. */
const port = parentPort;
if (!port) throw new Error('pglite-worker.ts runs as a worker thread only');

const directory: string = workerData.directory;
// Making a database takes seconds. One that was cut off in the middle would never start; nothing can be in it yet.
const making = `${directory}.making`;
if (existsSync(making)) rmSync(directory, { recursive: true, force: true });
if (!existsSync(directory)) writeFileSync(making, '');
// PGlite lets everybody write its files, and what is around may be open to others: a volume that somebody mounted.
mkdirSync(directory, { recursive: true, mode: 0o700 });
const database = await PGlite.create(directory, {
  parsers: { [types.INT8]: Number },
});
rmSync(making, { force: true });
port.postMessage({ id: 0, rows: [], affectedRows: 0 } satisfies WorkerAnswer);

port.on('message', async (request: WorkerRequest) => {
  port.postMessage(await answer(request));
  if (request.kind === 'close') port.close();
});

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  try {
    if (request.kind === 'close') {
      await database.close();
      return { id: request.id, rows: [], affectedRows: 0 };
    }
    if (request.kind === 'script') {
      const results = await database.exec(request.sql);
      return { id: request.id, rows: results.flatMap(({ rows }) => rows), affectedRows: 0 };
    }
    const result = await database.query<Record<string, unknown>>(request.sql, request.parameters);
    return { id: request.id, rows: result.rows, affectedRows: result.affectedRows ?? 0 };
  } catch (error) {
    const { message, code, detail, constraint } = error as Error & Record<string, string | undefined>;
    return { id: request.id, error: { message, code, detail, constraint } };
  }
}
