import { PlugboardError } from '../../kernel/errors.ts';
import type { FailurePolicyRecord } from '../../kernel/failure-policy.ts';
import { findPolicy } from '../../kernel/failure-policy.ts';
import { timeOfRequestId } from '../../kernel/ids.ts';
import type { LedgerRow } from '../../kernel/ledger.ts';
import { limits } from '../../kernel/limits.ts';
import type { QueuedCallRecord } from '../../kernel/queued-calls.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import type { Store } from '../ports.ts';

/** All that is written down of one call. */
export interface FoundCall {
  requestId: string;
  /** In the order in which they were made. */
  attempts: LedgerRow[];
  /** Undefined where it did not wait, or was over more than a day ago. */
  queued: QueuedCallRecord | undefined;
  /** As it is now; undefined where nobody ever set one. */
  policy: FailurePolicyRecord | undefined;
  accounts: ReadonlyMap<string, string>;
  models: ReadonlyMap<string, string>;
}

/** Clocks of replicas may differ by that much. */
const skewMs = 60_000;
const attemptsMax = 1000;

/** When the attempts of such a call may have been made: its id says when it came in. */
export function windowOf(requestId: string, lengthMs: number): { from: number; to: number } {
  const at = timeOfRequestId(requestId);
  if (at === undefined) throw new PlugboardError('call_not_found');
  return { from: at - skewMs, to: at + skewMs + lengthMs };
}

export async function findCall(store: Store, scope: EnvironmentScope, requestId: string): Promise<FoundCall> {
  const soon = { requestId, ...windowOf(requestId, 0) };
  const ever = { requestId, ...windowOf(requestId, limits.fallback.deadlineSecondsMax * 1000) };
  return store.readInTenant(scope, async (tenant) => {
    const { ledger, queuedCalls, failurePolicies, credentials, modelConfigs } = tenant;
    const page = { limit: attemptsMax };
    const queued = await queuedCalls.findByRequest(requestId);
    const first = await ledger.list(page, soon);
    // One that failed may have waited; once a queued call is forgotten, only its attempts tell.
    const mayHaveWaited = queued !== undefined || first.items.at(0)?.outcome === 'failed';
    const { items } = mayHaveWaited ? await ledger.list(page, ever) : first;
    if (items.length === 0 && !queued) throw new PlugboardError('call_not_found');
    const attempts = items.toSorted((a, b) => a.at - b.at || a.number - b.number);
    const accounts = new Map<string, string>();
    const models = new Map<string, string>();
    for (const { credentialId, configId, owner } of attempts) {
      const account = owner === 'own' ? await credentials.find(credentialId) : undefined;
      const model = owner === 'own' && configId !== null ? await modelConfigs.find(configId) : undefined;
      if (account) accounts.set(credentialId, account.name);
      if (model) models.set(model.id, model.name);
    }
    const agentId = attempts[0]?.agentId ?? queued?.agentId ?? null;
    const policy = findPolicy(await failurePolicies.list(), agentId);
    return { requestId, attempts, queued, policy, accounts, models };
  });
}
