const countOf = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** What was walked, where nothing of it was bad. */
export function describeVerified(
  one: 'chain' | 'ledger',
  chains: readonly { rows: number; unsigned_rows: number }[],
): string {
  const rows = chains.reduce((sum, chain) => sum + chain.rows, 0);
  const newer = chains.reduce((sum, chain) => sum + chain.unsigned_rows, 0);
  const walked = `${countOf(chains.length, one)}, ${countOf(rows, 'row')}: unchanged.`;
  return newer === 1
    ? `${walked} 1 row is newer than its checkpoint.`
    : `${walked} ${newer} rows are newer than their checkpoint.`;
}
