import type { Clock } from '../../kernel/clock.ts';
import { limits } from '../../kernel/limits.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import type { LedgerSettings } from '../ledger-ports.ts';
import type { Act, Store } from '../ports.ts';

const unset: LedgerSettings = { retentionDays: limits.ledger.retentionDaysDefault, updatedAt: null };

export async function getLedgerSettings(store: Store, scope: EnvironmentScope): Promise<LedgerSettings> {
  return (await store.readInTenant(scope, ({ ledger }) => ledger.findSettings())) ?? unset;
}

/** Rows that are older go with the next run, in the background; that it was asked for stays in the audit log. */
export async function putLedgerSettings(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  { tenantId, environment }: EnvironmentScope,
  retentionDays: number,
): Promise<LedgerSettings> {
  return store.changeInTenant({ tenantId, environment }, act, async ({ ledger }, audit) => {
    const before = (await ledger.findSettings()) ?? unset;
    if (before.retentionDays === retentionDays && before.updatedAt !== null) return before;
    const after = { retentionDays, updatedAt: clock() };
    await ledger.putSettings(after);
    audit({
      action: 'ledger_settings.changed',
      target: { kind: 'ledger_settings', id: environment },
      environment,
      detail: { retention_days: { from: before.retentionDays, to: retentionDays } },
    });
    return after;
  });
}
