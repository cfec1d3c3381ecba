import type { Clock } from '../../kernel/clock.ts';
import { limits } from '../../kernel/limits.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import type { Act, Store } from '../ports.ts';

export interface RetentionView {
  retentionDays: number;
  /** Null where nobody ever decided anything. */
  updatedAt: number | null;
}

const unset: RetentionView = {
  retentionDays: limits.conversations.retentionDaysDefault,
  updatedAt: null,
};

export async function getConversationSettings(store: Store, scope: EnvironmentScope): Promise<RetentionView> {
  const found = await store.readInTenant(scope, (tenant) => tenant.conversationSettings.find());
  return found ?? unset;
}

/** Holds for the conversations that are there as well: who keeps nothing from now on has nothing afterwards. */
export async function putConversationSettings(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  { tenantId, environment }: EnvironmentScope,
  retentionDays: number,
): Promise<RetentionView> {
  return store.changeInTenant({ tenantId, environment }, act, async ({ conversationSettings }, audit) => {
    await conversationSettings.hold('alone');
    const before = (await conversationSettings.find()) ?? unset;
    if (before.retentionDays === retentionDays && before.updatedAt !== null) return before;
    const after = { tenantId, environment, retentionDays, updatedAt: clock() };
    const deleted = await conversationSettings.put(after);
    audit({
      action: 'conversation_settings.changed',
      target: { kind: 'conversation_settings', id: environment },
      environment,
      detail: {
        retention_days: { from: before.retentionDays, to: retentionDays },
        deleted_conversations: deleted,
      },
    });
    return after;
  });
}
