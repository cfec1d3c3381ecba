import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { eventually } from '../../testkit/eventually.ts';
import { makeAttempt } from '../../testkit/sample-attempt.ts';
import { removeDirectory } from '../../testkit/shared-storage.ts';
import { MemoryAttemptStore } from '../../testkit/stand-ins/memory-attempt-store.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import type { AttemptRecord } from '../kernel/records.ts';
import { lockDataDirectory } from '../storage/data-directory.ts';
import { openJournal } from './journal.ts';
import type { JournalLimits } from './journal-parts.ts';

const quick = { ...limits.journal, shipEveryMs: 5, retryMaxMs: 20, busyPauseMs: 1 };

function makeDirectory(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-journal-'));
  t.after(() => removeDirectory(directory));
  return join(directory, 'journal');
}

interface Told {
  behind: number;
  full: number;
  unexpected: string[];
  shipped: number;
}

function open(
  directory: string,
  store: MemoryAttemptStore,
  options: { limits?: Partial<JournalLimits>; clock?: () => number } = {},
) {
  const told: Told = { behind: 0, full: 0, unexpected: [], shipped: 0 };
  let readBytes = () => Number.NaN;
  const opened = openJournal({
    directory,
    lockDirectory: lockDataDirectory,
    store,
    clock: options.clock ?? Date.now,
    telemetry: {
      attemptsShipped: ({ rows }) => {
        told.shipped += rows;
      },
      journalBehind: () => {
        told.behind += 1;
      },
      journalFull: () => {
        told.full += 1;
      },
      watchJournalBytes: (bytes) => {
        readBytes = bytes;
      },
      unexpected: (error) => told.unexpected.push((error as Error).message),
    },
    limits: { ...quick, ...options.limits },
  });
  const write = (attempt: AttemptRecord) =>
    new Promise<void>((resolve, reject) =>
      opened.journal.append(attempt, (error) => (error ? reject(error) : resolve())),
    );
  return { ...opened, told, write, bytesInMetrics: () => readBytes() };
}

function makeAttempts(count: number): AttemptRecord[] {
  return Array.from({ length: count }, (_, index) => makeAttempt({ number: index + 1 }));
}

/** The files of all folders, the oldest first. */
function listSegments(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\d\.attempts$/.test(name))
    .toSorted()
    .map((name) => join(directory, name));
}

/** What a process leaves that ends while the database is away. */
async function leaveBehind(directory: string, attempts: AttemptRecord[]): Promise<string> {
  const away = new MemoryAttemptStore();
  away.state = 'away';
  const { write, close } = open(directory, away);
  await Promise.all(attempts.map(write));
  await close();
  return listSegments(directory).at(-1) as string;
}

const far = 24 * 60 * 60_000;
const isUnavailable = (error: unknown) => error instanceof PlugboardError && error.code === 'unavailable';

test('attempts arrive in the order in which they were appended, each as it was', async (t) => {
  const directory = makeDirectory(t);
  const store = new MemoryAttemptStore();
  const { write, close, told } = open(directory, store, { limits: { segmentBytesMax: 2_000, shipRows: 7 } });
  const odd = ['line\nbreak', 'quote"', 'zero\0', '’€😀', '\ud800', '\u2028', ''];
  const attempts = [
    ...makeAttempts(40),
    ...odd.map((text) => makeAttempt({ userId: text, status: null, address: text })),
  ];
  for (const attempt of attempts.slice(0, 20)) await write(attempt);
  await Promise.all(attempts.slice(20).map(write));
  await close();
  assert.deepEqual(store.attempts, attempts);
  assert.equal(told.shipped, attempts.length);
  assert.deepEqual(told.unexpected, []);
});

test('an attempt is in a file that only its owner reads before its caller is told', async (t) => {
  const directory = makeDirectory(t);
  const store = new MemoryAttemptStore();
  store.state = 'away';
  const { journal, close, stats, bytesInMetrics } = open(directory, store);
  const attempt = makeAttempt();
  const { promise, resolve } = Promise.withResolvers<string>();
  journal.append(attempt, () => resolve(readFileSync(listSegments(directory)[0] as string, 'utf8')));
  const text = await promise;
  assert.ok(text.includes(attempt.id));
  const [path] = listSegments(directory);
  assert.equal(statSync(path as string).mode & 0o777, 0o600);
  assert.equal(statSync(directory).mode & 0o777, 0o700);
  assert.deepEqual([stats().bytes, bytesInMetrics()], [text.length, text.length]);
  await close();
});

test('whoever throws on being told holds up nobody else', async (t) => {
  const { journal, write, close, told } = open(makeDirectory(t), new MemoryAttemptStore());
  journal.append(makeAttempt(), () => {
    throw new Error('thrown by a caller');
  });
  await write(makeAttempt());
  assert.deepEqual(told.unexpected, ['thrown by a caller']);
  await close();
});

test('once everything is shipped nothing stays behind', async (t) => {
  const directory = makeDirectory(t);
  const store = new MemoryAttemptStore();
  const { write, close, stats } = open(directory, store, { limits: { segmentBytesMax: 1_000 } });
  await Promise.all(makeAttempts(5).map(write));
  await eventually('it is shipped without a close', () => store.attempts.length === 5);
  await eventually('nothing waits', () => stats().bytes === 0);
  await close();
  assert.deepEqual(readdirSync(directory), []);
});

test('a segment that no new attempt closes is put away when it is old', async (t) => {
  const directory = makeDirectory(t);
  const store = new MemoryAttemptStore();
  let now = Date.now();
  const { write, close } = open(directory, store, { clock: () => now });
  await write(makeAttempt());
  await eventually('it is shipped', () => store.attempts.length === 1);
  assert.equal(listSegments(directory).length, 1);
  now += limits.journal.segmentAgeMaxMs + 1;
  await eventually('the segment is gone', () => listSegments(directory).length === 0);
  await close();
});

test('a last line that was torn off is passed over in silence, and everything before it arrives', async (t) => {
  for (const cut of [1, 100, 10_000]) {
    const directory = makeDirectory(t);
    const attempts = makeAttempts(30);
    const path = await leaveBehind(directory, attempts);
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length - cut));
    const store = new MemoryAttemptStore();
    const { close, told } = open(directory, store);
    await close();
    assert.deepEqual(store.attempts, attempts.slice(0, store.attempts.length));
    assert.equal(store.attempts.length, readFileWholeLines(bytes, cut));
    assert.deepEqual(told.unexpected, []);
    assert.deepEqual(readdirSync(directory), []);
  }
});

function readFileWholeLines(bytes: Buffer, cut: number): number {
  return bytes.toString('latin1', 0, bytes.length - cut).split('\n').length - 1;
}

test('a damaged line is told, and all others arrive', async (t) => {
  const directory = makeDirectory(t);
  const attempts = makeAttempts(5);
  const path = await leaveBehind(directory, attempts);
  const bytes = readFileSync(path);
  const at = bytes.indexOf(attempts[2]?.id ?? '');
  bytes[at] = bytes[at] === 0x30 ? 0x31 : 0x30;
  writeFileSync(path, bytes);
  const store = new MemoryAttemptStore();
  const { close, told } = open(directory, store);
  await close();
  assert.deepEqual(store.attempts, attempts.toSpliced(2, 1));
  assert.deepEqual(told.unexpected, ['Lines of the journal are damaged']);
});

test('while the database is away attempts are kept, and shipped in order when it is back', async (t) => {
  const store = new MemoryAttemptStore();
  const { write, close, told, stats } = open(makeDirectory(t), store, { limits: { segmentBytesMax: 3_000 } });
  const attempts = makeAttempts(40);
  await Promise.all(attempts.slice(0, 10).map(write));
  await eventually('the first are shipped', () => store.attempts.length === 10);
  store.state = 'away';
  await Promise.all(attempts.slice(10).map(write));
  await eventually('it is told', () => told.behind >= 3);
  assert.equal(store.attempts.length, 10);
  assert.ok(stats().bytes > 0);
  assert.equal(stats().isFull, false);
  store.state = 'there';
  await eventually('the rest is shipped', () => store.attempts.length === 40);
  assert.deepEqual(store.attempts, attempts);
  await close();
});

test('a full journal is an error for each attempt, told once, and ends with the outage', async (t) => {
  const store = new MemoryAttemptStore();
  store.state = 'away';
  let now = Date.now();
  const options = { limits: { bytesMax: 5_000 }, clock: () => now };
  const { write, close, told, stats } = open(makeDirectory(t), store, options);
  const outcomes: boolean[] = [];
  for (const attempt of makeAttempts(30)) {
    await write(attempt).then(
      () => outcomes.push(true),
      (error) => {
        assert.ok(isUnavailable(error));
        outcomes.push(false);
      },
    );
  }
  const taken = outcomes.indexOf(false);
  assert.ok(taken > 0);
  assert.ok(outcomes.slice(taken).every((wasTaken) => !wasTaken));
  assert.deepEqual([told.full, stats().isFull], [1, true]);
  for (const jump of [limits.journal.fullForMs, -2 * far]) {
    now += jump;
    assert.equal(stats().isFull, false, 'one call may try again, whichever way the clock went');
  }

  store.state = 'there';
  await eventually('what was taken is shipped', () => store.attempts.length === taken);
  await write(makeAttempt());
  assert.equal(stats().isFull, false);
  await close();
  assert.equal(store.attempts.length, taken + 1);
});

test('an attempt that no database takes is set aside and told, and holds up no other', async (t) => {
  const directory = makeDirectory(t);
  const store = new MemoryAttemptStore();
  store.refuses = ({ modelName }) => modelName === 'refused';
  const { write, close, told } = open(directory, store);
  const refused = makeAttempt({ modelName: 'refused' });
  await Promise.all([makeAttempt(), refused, makeAttempt()].map(write));
  await close();
  assert.equal(store.attempts.length, 2);
  assert.ok(readFileSync(join(directory, 'refused.attempts'), 'utf8').includes(refused.id));
  assert.deepEqual(told.unexpected, ['The database refuses attempts for what is in them']);
});

test('two processes on one directory leave each other alone, and the one that stays ships what the other left', async (t) => {
  const directory = makeDirectory(t);
  const away = new MemoryAttemptStore();
  away.state = 'away';
  const store = new MemoryAttemptStore();
  let now = Date.now();
  const first = open(directory, away);
  const second = open(directory, store, { clock: () => now });
  const [ofFirst, ofSecond] = [makeAttempts(3), makeAttempts(3)];
  await Promise.all(ofFirst.map(first.write));
  const [segmentOfFirst] = listSegments(directory);
  await Promise.all(ofSecond.map(second.write));
  await eventually('the second ships its own', () => store.attempts.length === 3);
  now += limits.journal.adoptEveryMs;
  const asked = store.asked;
  await second.write(makeAttempt());
  await eventually('it looked around', () => store.asked > asked);
  assert.equal(store.attempts.length, 4);
  assert.ok(listSegments(directory).includes(segmentOfFirst as string));

  await first.close();
  now += limits.journal.adoptEveryMs;
  await eventually('what the first left is shipped', () => store.attempts.length === 7);
  assert.deepEqual(store.attempts.slice(4), ofFirst);
  await second.close();
  assert.deepEqual(readdirSync(directory), []);
});

test('a folder that cannot be read is told, and holds up neither the others nor what is new', async (t) => {
  const directory = makeDirectory(t);
  const [left, fresh] = [makeAttempts(2), makeAttempts(2)];
  await leaveBehind(directory, left);
  const unreadable = join(directory, '1-broken', '0000000001.attempts');
  mkdirSync(unreadable, { recursive: true });
  const store = new MemoryAttemptStore();
  const { write, close, told } = open(directory, store);
  await Promise.all(fresh.map(write));
  await close();
  assert.deepEqual(store.attempts, [...left, ...fresh]);
  assert.ok(told.behind > 0);
  assert.ok(existsSync(unreadable), 'nothing that was not shipped is removed');
});

test('a close takes no longer than it may, and the next start ships the rest', async (t) => {
  const directory = makeDirectory(t);
  const hanging = new MemoryAttemptStore();
  hanging.state = 'hanging';
  const { write, close } = open(directory, hanging, { limits: { closeMs: 30 } });
  const attempts = makeAttempts(3);
  await Promise.all(attempts.map(write));
  await close();
  await assert.rejects(write(makeAttempt()), isUnavailable);
  const store = new MemoryAttemptStore();
  await open(directory, store).close();
  assert.deepEqual(store.attempts, attempts);
});

test('what is appended right before the close is written and shipped', async (t) => {
  const directory = makeDirectory(t);
  const store = new MemoryAttemptStore();
  const { write, close } = open(directory, store);
  const written = Promise.all(makeAttempts(3).map(write));
  await Promise.all([written, close()]);
  assert.equal(store.attempts.length, 3);
  assert.equal(existsSync(directory) && readdirSync(directory).length, 0);
});
