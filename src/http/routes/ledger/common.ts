import type { Static } from 'typebox';
import type { periodQuery } from '../../../contract/ledger.ts';
import { verifyLedger } from '../../../control/ledger/verify-ledger.ts';
import type { Period } from '../../../control/ledger-ports.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import type { LedgerHead } from '../../../kernel/ledger.ts';
import type { Call } from '../../route.ts';

export const common = {
  access: { permission: 'ledger.view' },
  actsOn: 'environment',
  tag: 'Ledger',
} as const;

const dayMs = 24 * 60 * 60 * 1000;

/** A day until now, where nothing else is said. */
export function toPeriod({ from, to }: Static<typeof periodQuery>, now: number): Period {
  const end = Math.min(to === undefined ? now : Date.parse(to), now);
  const start = from === undefined ? end - dayMs : Date.parse(from);
  if (start > end) {
    throw new PlugboardError('invalid_request', {
      errors: [{ field: 'from', detail: 'is later than the end of the period' }],
    });
  }
  return { from: start, to: end };
}

export async function verdictOn(
  { ledgerChains, signer, deploymentId }: Call['services'],
  heads: LedgerHead[],
) {
  const chains = [];
  for (const head of heads) {
    const chain = await verifyLedger(ledgerChains, signer, deploymentId, head);
    chains.push({
      tenant: chain.tenantId,
      environment: chain.environment,
      begins_after: chain.begins,
      rows: chain.rows,
      checkpoints: chain.checkpoints,
      unsigned_rows: chain.unsigned,
      first_bad: chain.firstBad,
    });
  }
  return { ok: chains.every((chain) => chain.first_bad === null), chains };
}
