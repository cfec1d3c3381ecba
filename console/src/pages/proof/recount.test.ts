import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type LedgerRow, recount } from './recount.ts';

const sha256 = (...parts: (string | Buffer)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** Rows as docs/ledger.md chains them. */
function makeRows(count: number): LedgerRow[] {
  let previous: Buffer = Buffer.alloc(32);
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(1_763_000_000_000 + index * 1000).toISOString();
    const owner: LedgerRow['owner'] = index === 1 ? 'managed' : 'own';
    const said = { id: `id-${index}`, at, request_id: `req-${index >> 1}`, owner, host: `host-${index % 2}` };
    const values = Object.values({ ...said, at: Date.parse(at) });
    const text = `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
    previous = sha256(previous, sha256(text));
    const fields = values.length;
    return { ...said, seq: index + 1, hash: previous.toString('hex'), fields };
  });
}

const rows = makeRows(4);
const last = rows[3] as LedgerRow;
const statement = {
  calls: 2,
  attempts: 4,
  by_owner: { own: 3, managed: 1 },
  hosts: ['host-1', 'host-0'],
  rows: { first: 1, last: 4 },
  chain_head: { seq: 4, hash: last.hash },
};
const changed = (seq: number, change: Partial<LedgerRow>) =>
  rows.map((row) => (row.seq === seq ? { ...row, ...change } : row));

test('rows that nobody changed fit, in whichever order they come and with newer ones among them', async () => {
  const newer = { ...makeRows(5)[4], owner: 'managed' } as LedgerRow;
  assert.deepEqual(await recount([...rows.toReversed(), newer], statement), {
    outcome: 'fits',
    rows: 4,
    recomputed: 4,
    endsAtHead: true,
  });
  const { calls: _calls, ...counts } = statement;
  const part = {
    ...counts,
    calls: 1,
    attempts: 2,
    by_owner: { own: 2, managed: 0 },
    rows: { first: 3, last: 4 },
  };
  assert.deepEqual(await recount(rows.slice(2), part), {
    outcome: 'fits',
    rows: 2,
    recomputed: 1,
    endsAtHead: true,
  });
});

test('a row that was changed, a count that is another, and an end that is another are each named', async () => {
  const moved = changed(2, { host: 'host-9' });
  assert.deepEqual(await recount(moved, statement), { outcome: 'row_changed', seq: 2 });
  assert.deepEqual(await recount(rows, { ...statement, calls: 1 }), {
    outcome: 'count_differs',
    what: 'calls',
    stated: '1',
    found: '2',
  });
  assert.deepEqual(await recount(rows.slice(1), statement), {
    outcome: 'count_differs',
    what: 'attempts',
    stated: '4',
    found: '3',
  });
  const otherHead = { ...statement, chain_head: { seq: 4, hash: 'ab' } };
  assert.deepEqual(await recount(rows, otherHead), { outcome: 'head_differs', seq: 4 });
});
