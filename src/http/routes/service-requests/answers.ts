import type {
  ServiceRequestAnswer,
  ServiceRequestSummary,
} from '../../../contract/service-request-answers.ts';
import type { QueuedRequest } from '../../../control/service-request-ports.ts';
import { listWishWarnings } from '../../../control/service-requests/read-wish.ts';
import type { RequestView } from '../../../control/service-requests/view-request.ts';
import type { AuditRow } from '../../../kernel/records.ts';
import {
  type ChangeDetails,
  type EnvironmentChecks,
  listRed,
  type Reachability,
  type RequestActor,
  type RequestCheck,
  type RequestedEnvironmentRecord,
  type ServiceRequestRecord,
} from '../../../kernel/service-requests.ts';
import { maybeInstant, toInstant } from '../answers.ts';

type Environments = ServiceRequestAnswer['environments'];
type History = ServiceRequestAnswer['history'];
export type Check = NonNullable<Environments[number]['reachability']>['checks'][number];

export function toSummaryAnswer({ request, tenant, environments }: QueuedRequest): ServiceRequestSummary {
  return { ...toSummary(request, tenant), environments };
}

export function toServiceRequestAnswer(
  view: RequestView,
  egressIps: readonly string[],
): ServiceRequestAnswer {
  const { request, tenant, environments, messages, events, next } = view;
  const { notes, target, details, kind, reason } = request;
  const wantsAllowlisting = environments.some(({ wish }) => wish.ipAllowlisting);
  return {
    ...toSummary(request, tenant),
    notes,
    environment: kind === 'change' ? (environments[0]?.environment ?? null) : null,
    target_id: target,
    details: details && toDetailsAnswer(details),
    reason,
    environments: environments.map(toEnvironmentAnswer),
    egress_ips: wantsAllowlisting ? [...egressIps] : [],
    next,
    messages: messages.map(({ id, at, by, text }) => ({
      id,
      at: toInstant(at),
      by: toActorAnswer(by),
      from: by.role === 'operator' ? 'operator' : 'tenant',
      text,
    })),
    history: events.map(toHistoryAnswer),
  };
}

function toSummary(request: ServiceRequestRecord, tenant: QueuedRequest['tenant']) {
  const { id, name, plan, administeredBy } = tenant;
  return {
    id: request.id,
    tenant: { id, name, plan, administered_by: administeredBy },
    kind: request.kind,
    change: request.change,
    subject: request.subject,
    state: request.state,
    made_by: toActorAnswer(request.madeBy),
    on_behalf: request.madeBy.role === 'operator',
    assignee: request.assignee && toActorAnswer(request.assignee),
    created_at: toInstant(request.createdAt),
    updated_at: toInstant(request.updatedAt),
    submitted_at: maybeInstant(request.submittedAt),
    closed_at: maybeInstant(request.closedAt),
  };
}

export function toActorAnswer({ kind, id, role, name }: RequestActor) {
  return { kind, id, role, name };
}

function toDetailsAnswer(details: ChangeDetails): NonNullable<ServiceRequestAnswer['details']> {
  const { modelName, endpointUrl, tokenUrl, provider, ...same } = details;
  return {
    ...same,
    ...(provider !== undefined && { provider: provider as 'openai' }),
    ...(modelName !== undefined && { model_name: modelName }),
    ...(endpointUrl !== undefined && { endpoint_url: endpointUrl }),
    ...(tokenUrl !== undefined && { token_url: tokenUrl }),
  };
}

function toEnvironmentAnswer(one: RequestedEnvironmentRecord): Environments[number] {
  const { environment, wish, reachability, checks, override } = one;
  return {
    environment,
    provider_name: wish.providerName ?? null,
    endpoint_url: wish.endpointUrl ?? null,
    token_url: wish.tokenUrl ?? null,
    auth_type: wish.authType ?? null,
    models: wish.models ?? null,
    ip_allowlisting: wish.ipAllowlisting ?? null,
    warnings: listWishWarnings(wish),
    reachability: reachability && toReachabilityAnswer(reachability),
    llm_credentials_id: one.credentialId,
    llm_config_ids: one.configIds,
    configured_at: maybeInstant(one.configuredAt),
    checks: checks && toChecksAnswer(checks),
    activated_at: maybeInstant(one.activatedAt),
    override: override && {
      at: toInstant(override.at),
      by: toActorAnswer(override.by),
      reason: override.reason,
      red: override.red,
    },
  };
}

function toReachabilityAnswer({ at, finding, detail, checks }: Reachability) {
  return { at: toInstant(at), finding, detail, checks: checks.map(toCheckAnswer) };
}

function toChecksAnswer({ at, by, checks, ledger }: EnvironmentChecks) {
  return {
    at: toInstant(at),
    by: toActorAnswer(by),
    green: listRed(checks).length === 0,
    checks: checks.map(toCheckAnswer),
    ledger: ledger && {
      from: toInstant(ledger.from),
      to: toInstant(ledger.to),
      by_owner: { own: ledger.own, managed: ledger.managed },
      hosts: ledger.hosts,
      signed: ledger.signed,
      signature: ledger.signature,
      key_id: ledger.keyId,
    },
  };
}

export function toCheckAnswer({ owner, ...check }: RequestCheck): Check {
  return { ...check, owner: owner as Check['owner'] };
}

function toHistoryAnswer(event: RequestView['events'][number]): History[number] {
  const { id, at, by, action, from, to, environment, detail, requestId, audit } = event;
  return {
    id,
    at: toInstant(at),
    by: toActorAnswer(by),
    action,
    from,
    to,
    environment,
    detail,
    request_id: requestId,
    audit: audit.map(toAuditLink),
  };
}

function toAuditLink({ seq, action, targetKind, targetId, environment }: AuditRow) {
  return { seq, action, target: { kind: targetKind, id: targetId }, environment };
}
