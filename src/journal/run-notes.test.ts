import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { removeDirectory } from '../../testkit/shared-storage.ts';
import type { FinishedCall, QueuedEnd, QueueRun } from '../gateway/queue-ports.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { uuidV7 } from '../kernel/ids.ts';
import { lockDataDirectory } from '../storage/data-directory.ts';
import { FiledRunNotes } from './run-notes.ts';

const run = (): QueueRun => ({ id: uuidV7(Date.now()), token: uuidV7(Date.now()) });
const end: QueuedEnd = {
  status: 'done',
  attempts: 2,
  tries: 3,
  failure: null,
  errorCode: null,
  answer: Buffer.from([0, 255, 10, 13, 128]),
  at: 1_700_000_000_000,
};

/** What the database was told, and processes that come one after the other on the same files. */
function world(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'plugboard-notes-'));
  t.after(() => removeDirectory(root));
  const told: [string, ...unknown[]][] = [];
  const errors: unknown[] = [];
  let isAway = false;
  const reach = () => {
    if (isAway) throw new PlugboardError('unavailable');
  };
  const store = {
    answering: async ({ id }: QueueRun) => {
      reach();
      told.push(['answering', id]);
    },
    finish: async ({ id }: QueueRun, ended: QueuedEnd): Promise<FinishedCall> => {
      reach();
      told.push(['finish', id, ended]);
      const { attempts, errorCode } = ended;
      return { id, tenantId: 'acme', environment: 'dev', status: 'done', attempts, errorCode };
    },
    takeOver: async (holder: string) => {
      reach();
      told.push(['takeOver', holder]);
    },
  };
  const directory = join(root, 'queue');
  const open = (holder: string) => {
    const onError = (error: unknown) => errors.push(error);
    const lockDirectory = lockDataDirectory;
    return FiledRunNotes.open({ directory, lockDirectory, holder, store, clock: Date.now, onError });
  };
  const setAway = (away: boolean) => {
    isAway = away;
  };
  const files = () =>
    readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.run'));
  return { open, told, errors, setAway, files, directory };
}

test('S51 what a dead process noted of its runs, the next one tells the database: which had begun, and the answers', async (t) => {
  const { open, told, errors, files } = world(t);
  const [begun, answered, settled] = [run(), run(), run()];
  const first = open('first');
  for (const one of [begun, answered, settled]) first.began(one);
  first.ended(answered, end);
  first.ended(run(), end);
  first.settled(settled);
  assert.equal(files().length, 2);

  const second = open('second');
  assert.deepEqual(await second.adopt(), [], 'of one that lives nothing is told');
  assert.equal(told.length, 0);
  first.close();
  const finished = await second.adopt();
  assert.deepEqual(
    finished.map(({ id }) => id),
    [answered.id],
  );
  assert.deepEqual(told.at(-1), ['takeOver', 'first'], 'only then may others try');
  assert.deepEqual(
    told.toSorted(([one], [other]) => (one < other ? -1 : 1)),
    [
      ['answering', begun.id],
      ['finish', answered.id, end],
      ['takeOver', 'first'],
    ],
  );
  assert.deepEqual([files(), errors], [[], []]);
  second.close();
});

test('S51 an end that was written in part counts as a beginning, and notes outlast a database that is away', async (t) => {
  const { open, told, errors, setAway, files, directory } = world(t);
  const cut = run();
  const first = open('first');
  first.began(cut);
  const name = files()[0] ?? '';
  first.close();
  writeFileSync(join(directory, name), '{"status":"done","answer":"AAAA');
  const second = open('second');
  setAway(true);
  assert.deepEqual(await second.adopt(), []);
  assert.deepEqual([files().length, errors.length], [1, 1]);
  setAway(false);
  await second.adopt();
  assert.deepEqual(told, [
    ['answering', cut.id],
    ['takeOver', 'first'],
  ]);
  second.close();
  assert.deepEqual(readdirSync(directory), []);
});
