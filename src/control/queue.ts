import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import type { QueuedCallRecord, QueueState, QueueSummary } from '../kernel/queued-calls.ts';
import type { EnvironmentScope } from './credentials/credentials.ts';
import { tellCallFinished } from './notifications/tell.ts';
import type { Act, Store } from './ports.ts';

interface QueueControlParts {
  store: Store;
  clock: Clock;
}

/** Answers the call as it is then. One that was over already stays as it is, without a word in the audit log. */
export async function cancelQueuedCall(
  { store, clock }: QueueControlParts,
  act: Act,
  { tenantId, environment }: EnvironmentScope,
  id: string,
): Promise<QueuedCallRecord> {
  return store.changeInTenant({ tenantId, environment }, act, async (tenant, audit) => {
    const { queuedCalls } = tenant;
    const isCancelled = await queuedCalls.cancel(id, clock());
    const call = await queuedCalls.find(id);
    if (!call) throw new PlugboardError('queued_call_not_found');
    if (isCancelled) {
      audit({
        action: 'queued_call.cancelled',
        target: { kind: 'queued_call', id },
        environment,
        detail: { request_id: call.requestId },
      });
      await tellCallFinished(
        tenant,
        { tenantId, environment },
        { queueId: id, status: 'cancelled' },
        clock(),
      );
    }
    return call;
  });
}

/** Everything that waits in the environment. The audit log alone tells of it: there may be thousands. */
export async function cancelWaitingCalls(
  { store, clock }: QueueControlParts,
  act: Act,
  { tenantId, environment }: EnvironmentScope,
): Promise<number> {
  return store.changeInTenant({ tenantId, environment }, act, async ({ queuedCalls }, audit) => {
    const cancelled = await queuedCalls.cancelAll(clock());
    if (cancelled > 0) {
      audit({
        action: 'queue.cancelled',
        target: { kind: 'environment', id: environment },
        environment,
        detail: { calls: cancelled },
      });
    }
    return cancelled;
  });
}

/** The tenant reads in its own audit log that operators pause, drain or empty its queue. */
export async function putQueueState(
  { store, clock }: QueueControlParts,
  act: Act,
  tenantId: string,
  state: QueueState,
): Promise<QueueSummary> {
  return store.changeAsPlatform(act, async ({ tenants, queues }, audit) => {
    if (!(await tenants.find(tenantId))) throw new PlugboardError('tenant_not_found');
    const before = await queues.find(tenantId);
    if (before.state === state) return before;
    await queues.putState(tenantId, state, clock());
    audit(tenantId, {
      action: 'queue.state_changed',
      target: { kind: 'tenant', id: tenantId },
      detail: { state: { from: before.state, to: state } },
    });
    return { ...before, state };
  });
}

export async function cancelQueue(
  { store, clock }: QueueControlParts,
  act: Act,
  tenantId: string,
): Promise<number> {
  return store.changeAsPlatform(act, async ({ tenants, queues }, audit) => {
    if (!(await tenants.find(tenantId))) throw new PlugboardError('tenant_not_found');
    const cancelled = await queues.cancelAll(tenantId, clock());
    if (cancelled > 0) {
      audit(tenantId, {
        action: 'queue.cancelled',
        target: { kind: 'tenant', id: tenantId },
        detail: { calls: cancelled },
      });
    }
    return cancelled;
  });
}
