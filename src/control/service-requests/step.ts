import type { Clock } from '../../kernel/clock.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { uuidV7 } from '../../kernel/ids.ts';
import type { NotificationKind } from '../../kernel/notification-kinds.ts';
import type { Environment } from '../../kernel/scope.ts';
import type {
  RequestEvent,
  RequestedEnvironmentRecord,
  RequestState,
  ServiceRequestRecord,
} from '../../kernel/service-requests.ts';
import type { AuditEntry, Store, TenantRepositories } from '../ports.ts';
import type { ValidateParts } from '../validation/validate.ts';
import { type Doer, isSeenBy, type StepTaker, sideOf, toRequestActor } from './doer.ts';
import { isClosed, type Move, stateAfter } from './life.ts';
import { tellOperators, tellTenant } from './tell-request.ts';

/** What all that is done with requests takes. */
export interface RequestParts {
  store: Store;
  clock: Clock;
  platform: { name: string; egressIps: readonly string[] };
  credentials: ValidateParts;
}

export interface Held {
  tenant: TenantRepositories;
  request: ServiceRequestRecord;
  environments: RequestedEnvironmentRecord[];
  /** Where the move leads. */
  to: RequestState;
  now: number;
}

/** What a step came to. */
export interface Done {
  request?: Partial<ServiceRequestRecord>;
  /** Into the history and the audit log: ids, names and numbers, and the reason of an override. */
  detail?: Record<string, unknown>;
  environment?: Environment;
  /** Where it stays although the move leads elsewhere: another environment is not so far yet. */
  state?: RequestState;
  tellsTenant?: NotificationKind;
  tellsOperators?: NotificationKind;
  facts?: Record<string, string | number>;
}

/**
 * One step in the life of a request: the request is held, so that of two who do something at once the second sees what
 * the first did. History, audit and notifications commit with it. `undefined`: there was nothing left to do.
 */
export async function takeStep(
  parts: RequestParts,
  doer: Doer,
  tenantId: string,
  id: string,
  move: Move,
  work: (held: Held) => Promise<Done | undefined>,
): Promise<void> {
  const done = await parts.store.changeInTenant(
    { tenantId, environment: 'every' },
    doer.act,
    (tenant, audit) => stepWithin(parts, tenant, audit, doer, id, move, work),
  );
  if (done?.tellsOperators) await tellOperators(parts);
}

/** The same in the transaction of what it is a part of; whoever began that tells the operators after it. */
export async function stepWithin(
  parts: Pick<RequestParts, 'clock' | 'platform'>,
  tenant: TenantRepositories,
  audit: (entry: AuditEntry) => void,
  taker: StepTaker,
  id: string,
  move: Move,
  work: (held: Held) => Promise<Done | undefined>,
): Promise<Done | undefined> {
  const request = await tenant.serviceRequests.hold(id);
  if (!request || !isSeenBy(request, sideOf(taker))) throw new PlugboardError('service_request_not_found');
  const to = stateAfter(request, move, sideOf(taker));
  const environments = await tenant.serviceRequests.listEnvironments(id);
  const now = parts.clock();
  const done = await work({ tenant, request, environments, to, now });
  if (!done) return undefined;
  const state = done.state ?? to;
  const after: ServiceRequestRecord = {
    ...request,
    ...done.request,
    state,
    // Each step moves it on, so that whoever read it before can tell.
    updatedAt: Math.max(now, request.updatedAt + 1),
    closedAt: isClosed(state) ? now : null,
  };
  await tenant.serviceRequests.update(after);
  await noteStep(parts, tenant, audit, taker, { request: after, before: request.state, move, done, now });
  if (isClosed(state)) await revokeLinks(tenant, audit, id, now);
  return done;
}

/** No key is wanted any more for a request that is at its end. */
async function revokeLinks(
  { deposits }: TenantRepositories,
  audit: (entry: AuditEntry) => void,
  requestId: string,
  at: number,
): Promise<void> {
  for (const { id, environment } of await deposits.revokeOfRequest(requestId, at)) {
    const detail = { service_request_id: requestId };
    audit({ action: 'deposit.revoked', target: { kind: 'deposit', id }, environment, detail });
  }
}

interface Taken {
  request: ServiceRequestRecord;
  before: RequestState | null;
  move: string;
  done: Done;
  now: number;
}

/** In the transaction of the step itself. */
export async function noteStep(
  { platform }: Pick<RequestParts, 'platform'>,
  tenant: TenantRepositories,
  audit: (entry: AuditEntry) => void,
  taker: StepTaker,
  { request, before, move, done, now }: Taken,
): Promise<void> {
  const { id, state } = request;
  const { detail = {}, environment = null } = done;
  const event: RequestEvent = {
    id: uuidV7(now),
    at: now,
    by: toRequestActor(taker),
    action: move,
    from: before,
    to: state,
    environment,
    detail,
    requestId: taker.act.requestId,
  };
  await tenant.serviceRequests.insertEvent(id, event, done.tellsOperators ?? null);
  audit({
    action: `service_request.${move}`,
    target: { kind: 'service_request', id },
    ...(environment && { environment }),
    detail: { ...(before !== state && { state: { from: before, to: state } }), ...detail },
  });
  if (done.tellsTenant) {
    await tellTenant(tenant, platform.name, request, environment, done.tellsTenant, now, done.facts);
  }
}
