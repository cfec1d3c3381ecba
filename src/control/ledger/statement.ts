import { canonicalJson } from '../../kernel/hash-chain.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { LedgerRepository, Period } from '../ledger-ports.ts';
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
  rows: { first: number | null; last: number | null };
  chain_head: { seq: number; hash: string };
}

export interface SignedStatement {
  statement: LedgerStatement;
  signed: Uint8Array;
  signature: Uint8Array;
  keyId: string;
}

/** What is signed is the statement’s own text with its keys in order, so that a copy of the bytes is all a verifier needs. */
export async function proveLedger(
  ledger: LedgerRepository,
  signer: Signer,
  deploymentId: string,
  scope: Scope,
  period: Period,
  now: number,
): Promise<SignedStatement> {
  const { from, to } = { from: period.from, to: Math.min(period.to, now) };
  // The head first: rows that come in between are of no period that has ended.
  const head = await ledger.head();
  const sum = await ledger.sumUp({ from, to });
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
    rows: { first: sum.firstSeq, last: sum.lastSeq },
    chain_head: { seq: head.seq, hash: Buffer.from(head.hash).toString('hex') },
  };
  const signed = Buffer.from(canonicalJson(statement), 'utf8');
  return { statement, signed, signature: signer.sign(signed), keyId: signer.keyId };
}
