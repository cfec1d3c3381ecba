import type { Scope } from '../../kernel/scope.ts';
import type { LedgerRepository, Period } from '../ledger-ports.ts';
import { type SignedStatement, signStatement } from '../signed-statement.ts';
import type { Signer } from '../signing.ts';

export interface LedgerStatement {
  deployment: string;
  tenant: string;
  environment: string;
  from: string;
  to: string;
  calls: number;
  attempts: number;
  by_owner: { own: number; managed: number };
  by_payer: { tenant_provider: number; subscription: number; metered: number };
  by_outcome: { answered: number; failed: number; aborted: number };
  hosts: string[];
  /** False where retention may have removed rows of the period: then the numbers are those of what is kept. */
  complete: boolean;
  kept_since: string | null;
  rows: { first: number | null; last: number | null };
  chain_head: { seq: number; hash: string };
}

export async function proveLedger(
  ledger: LedgerRepository,
  signer: Signer,
  deploymentId: string,
  scope: Scope,
  period: Period,
  now: number,
): Promise<SignedStatement<LedgerStatement>> {
  const { from, to } = { from: period.from, to: Math.min(period.to, now) };
  // The head first: rows that come in between are of no period that has ended.
  const head = await ledger.head();
  const sum = await ledger.sumUp({ from, to });
  // After the rows were counted: what a retention removes meanwhile is never missing in silence.
  const keptSince = await ledger.findKeptSince();
  const statement: LedgerStatement = {
    deployment: deploymentId,
    tenant: scope.tenantId,
    environment: scope.environment,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    calls: sum.calls,
    attempts: sum.attempts,
    by_owner: sum.byOwner,
    by_payer: sum.byPayer,
    by_outcome: sum.byOutcome,
    hosts: sum.hosts,
    complete: keptSince === null || from >= keptSince,
    kept_since: keptSince === null ? null : new Date(keptSince).toISOString(),
    rows: { first: sum.firstSeq, last: sum.lastSeq },
    chain_head: { seq: head.seq, hash: Buffer.from(head.hash).toString('hex') },
  };
  return signStatement(signer, statement);
}
