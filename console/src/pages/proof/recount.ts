/** What is looked at of an attempt. Its hash covers everything that the API answers of it. */
export interface LedgerRow {
  at: string;
  request_id: string;
  owner: 'own' | 'managed';
  host: string;
  seq: number;
  hash: string;
  fields: number;
}

/** What is held against the rows. */
interface Statement {
  calls: number;
  attempts: number;
  by_owner: { own: number; managed: number };
  hosts: string[];
  rows: { last: number | null };
  chain_head: { seq: number; hash: string };
}
type Count = 'calls' | 'attempts' | 'own' | 'managed' | 'hosts';

export type RowsVerdict =
  /** `recomputed`: those of which the row before is there too. */
  | { outcome: 'fits'; rows: number; recomputed: number; endsAtHead: boolean }
  | { outcome: 'count_differs'; what: Count; stated: string; found: string }
  | { outcome: 'row_changed' | 'head_differs'; seq: number }
  /** Browsers compute hashes only on pages that were loaded by https. */
  | { outcome: 'unsupported' };

/** The most that a page fetches and hashes while somebody waits. */
export const recountedMax = 20_000;

/** Whether the rows of a period say what its statement says, and follow from each other as docs/ledger.md has it. */
export async function recount(found: readonly LedgerRow[], statement: Statement): Promise<RowsVerdict> {
  if ((globalThis.crypto as Partial<typeof crypto>).subtle === undefined) return { outcome: 'unsupported' };
  const { rows: range, chain_head: head } = statement;
  // What came in since has a higher number.
  const rows = found.filter(({ seq }) => seq <= (range.last ?? 0)).toSorted((a, b) => a.seq - b.seq);
  return (await findBadRow(rows, head)) ?? findOtherCount(rows, statement) ?? fits(rows, head.seq);
}

const fits = (rows: readonly LedgerRow[], headSeq: number): RowsVerdict => ({
  outcome: 'fits',
  rows: rows.length,
  recomputed: rows.filter((row, index) => isAnchored(row, rows[index - 1])).length,
  endsAtHead: rows.at(-1)?.seq === headSeq,
});

function findOtherCount(rows: readonly LedgerRow[], statement: Statement): RowsVerdict | undefined {
  const own = rows.filter(({ owner }) => owner === 'own').length;
  const hosts = [...new Set(rows.map(({ host }) => host).filter((host) => host !== ''))];
  const counts: [what: Count, stated: string, found: string][] = [
    ['attempts', String(statement.attempts), String(rows.length)],
    ['calls', String(statement.calls), String(new Set(rows.map((row) => row.request_id)).size)],
    ['own', String(statement.by_owner.own), String(own)],
    ['managed', String(statement.by_owner.managed), String(rows.length - own)],
    ['hosts', statement.hosts.toSorted().join(', '), hosts.toSorted().join(', ')],
  ];
  const other = counts.find(([, stated, counted]) => stated !== counted);
  return other && { outcome: 'count_differs', what: other[0], stated: other[1], found: other[2] };
}

async function findBadRow(
  rows: readonly LedgerRow[],
  head: Statement['chain_head'],
): Promise<RowsVerdict | undefined> {
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    if (isAnchored(row, before) && (await hashOf(row, before?.hash ?? genesisHash)) !== row.hash)
      return { outcome: 'row_changed', seq: row.seq };
    if (row.seq === head.seq && row.hash !== head.hash) return { outcome: 'head_differs', seq: row.seq };
  }
  return undefined;
}

/** At the edges of a period rows of other times may stand between: a row after such a gap is only counted. */
const isAnchored = (row: LedgerRow, before: LedgerRow | undefined): boolean =>
  row.seq === (before?.seq ?? 0) + 1;

/** What the hash of row 1 follows from. */
const genesisHash = '00'.repeat(32);

/** The fields in the order in which the API answers them; an older row has fewer. */
async function hashOf(
  { seq: _seq, hash: _hash, fields, ...row }: LedgerRow,
  before: string,
): Promise<string> {
  const values = Object.values({ ...row, at: Date.parse(row.at) }).slice(0, fields);
  const text = `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
  const leaf = await sha256(new TextEncoder().encode(text));
  return toHex(await sha256(new Uint8Array([...fromHex(before), ...leaf])));
}

const sha256 = async (bytes: Uint8Array<ArrayBuffer>) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const fromHex = (hex: string): number[] => (hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
