import { isDeepStrictEqual } from 'node:util';
import type { CreateServiceRequestBody, PatchServiceRequestBody } from '../../contract/service-requests.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { uuidV7 } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import {
  type RequestedEnvironmentRecord,
  requestStates,
  type ServiceRequestRecord,
} from '../../kernel/service-requests.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import { invalid } from '../credentials/prepare.ts';
import type { TenantRepositories } from '../ports.ts';
import { type Doer, isSeenBy, sideOf, toRequestActor } from './doer.ts';
import { getTarget } from './find-target.ts';
import { isClosed, stateAfter } from './life.ts';
import { lookAtEndpoint } from './reachability.ts';
import { readNew, readWritten, refuseFaulty, toRecords, type Written } from './read-request.ts';
import { noteStep, type RequestParts, refuseBusy, takeStep } from './step.ts';
import { subjectOf } from './subject.ts';
import { tellOperators } from './tell-request.ts';

/** Answers the id of the new request; it is handed in at once unless it is to stay a draft. */
export async function createRequest(
  parts: RequestParts,
  doer: Doer,
  scope: EnvironmentScope,
  body: CreateServiceRequestBody,
): Promise<string> {
  const { tenantId } = scope;
  const { kind, change, written } = readNew(body);
  const isDraft = body.draft === true;
  await refuseFaulty(parts, tenantId, { kind, change }, written, !isDraft);
  const placed = await withTargets(parts, doer, tenantId, written.target, toRecords(written, []), null);
  const looked = isDraft ? placed.environments : await looksAt(parts, doer, tenantId, placed.environments);
  const now = parts.clock();
  const id = uuidV7(now);
  await parts.store.changeInTenant({ tenantId, environment: 'every' }, doer.act, async (tenant, audit) => {
    const stored = await tenant.findTenant();
    if (!stored) throw new PlugboardError('tenant_not_found');
    await refuseTooMany(tenant);
    const request: ServiceRequestRecord = {
      tenantId,
      id,
      kind,
      change,
      subject: subjectOf(stored.name, kind, change, body.environment ?? null),
      state: isDraft ? 'draft' : 'submitted',
      notes: written.notes,
      target: isDraft ? written.target : placed.target,
      details: written.details,
      toldIn: scope.environment,
      madeBy: toRequestActor(doer),
      assignee: null,
      reason: null,
      createdAt: now,
      updatedAt: now,
      submittedAt: isDraft ? null : now,
      closedAt: null,
    };
    await tenant.serviceRequests.insert(request);
    await tenant.serviceRequests.replaceEnvironments(id, looked);
    const done = {
      detail: { kind, ...(change && { change }), environments: looked.map(({ environment }) => environment) },
      ...(!isDraft && { tellsOperators: 'service_request.submitted' as const }),
    };
    const move = isDraft ? 'draft' : 'submit';
    await noteStep(parts, tenant, audit, doer, { request, before: null, move, done, now });
  });
  if (!isDraft) await tellOperators(parts);
  return id;
}

async function refuseTooMany({ serviceRequests }: TenantRepositories): Promise<void> {
  const { openMax } = limits.serviceRequests;
  const states = requestStates.filter((state) => !isClosed(state));
  const { items } = await serviceRequests.list({ limit: openMax }, { states });
  if (items.length < openMax) return;
  const detail = `There are ${openMax} open requests already: wait for an answer, or cancel some.`;
  throw new PlugboardError('service_request_state', { detail });
}

/** A draft may be anything; what is handed in already stays whole. */
export async function amendRequest(
  parts: RequestParts,
  doer: Doer,
  tenantId: string,
  id: string,
  body: PatchServiceRequestBody,
): Promise<void> {
  const before = await readRequest(parts, doer, tenantId, id);
  const { request } = before;
  stateAfter(request, 'amend', sideOf(doer));
  const isDraft = request.state === 'draft';
  const written = readWritten(request.kind, body, toWritten(before));
  await refuseFaulty(parts, tenantId, request, written, !isDraft);
  const records = toRecords(written, before.environments);
  refuseActive(before.environments, records);
  const known = isDraft ? null : request.target;
  const placed = await withTargets(parts, doer, tenantId, written.target, records, known);
  const looked = isDraft ? placed.environments : await looksAt(parts, doer, tenantId, placed.environments);
  const { notes, details } = written;
  const target = isDraft ? written.target : placed.target;
  await takeStep(parts, doer, tenantId, id, 'amend', async (step) => {
    refuseMeanwhile(step.request, request);
    await refuseBusy(step);
    await step.tenant.serviceRequests.replaceEnvironments(id, looked);
    const { confirm_no_secrets: _said, ...fields } = body;
    return {
      request: { notes, target, details },
      // Its last environment that did not serve yet was taken back.
      ...(looked.length > 0 && looked.every(isActive) && { state: 'active' as const }),
      detail: { fields: Object.keys(fields) },
      ...(!isDraft && tellsOther(doer)),
    };
  });
}

const isActive = ({ activatedAt }: RequestedEnvironmentRecord) => activatedAt !== null;

/** What serves already is changed by a request of its own. */
function refuseActive(
  before: readonly RequestedEnvironmentRecord[],
  after: readonly RequestedEnvironmentRecord[],
): void {
  const kept = after.filter(isActive).map(({ environment }) => environment);
  const lost = before.filter((one) => isActive(one) && !kept.includes(one.environment));
  if (lost.length === 0) return;
  const detail = `must keep ${lost.map(({ environment }) => environment).join(', ')} as it is: it is active already`;
  throw invalid([{ field: 'environments', detail }]);
}

export async function submitRequest(
  parts: RequestParts,
  doer: Doer,
  tenantId: string,
  id: string,
): Promise<void> {
  const before = await readRequest(parts, doer, tenantId, id);
  stateAfter(before.request, 'submit', sideOf(doer));
  await refuseFaulty(parts, tenantId, before.request, toWritten(before), true);
  const named = before.request.target;
  const { target, environments } = await withTargets(parts, doer, tenantId, named, before.environments, null);
  const looked = await looksAt(parts, doer, tenantId, environments);
  await takeStep(parts, doer, tenantId, id, 'submit', async ({ tenant, request, now }) => {
    refuseMeanwhile(request, before.request);
    await tenant.serviceRequests.replaceEnvironments(id, looked);
    return { request: { target, submittedAt: now }, tellsOperators: 'service_request.submitted' };
  });
}

/** Once more, whenever somebody asks: an allowlist was changed, a server was started. */
export async function lookAgain(
  parts: RequestParts,
  doer: Doer,
  tenantId: string,
  id: string,
): Promise<void> {
  const before = await readRequest(parts, doer, tenantId, id);
  stateAfter(before.request, 'look', sideOf(doer));
  const looked = await looksAt(parts, doer, tenantId, before.environments);
  await takeStep(parts, doer, tenantId, id, 'look', async ({ tenant, environments }) => {
    const findings: Record<string, string> = {};
    for (const { environment, wish, reachability } of looked) {
      const held = environments.find((one) => one.environment === environment);
      if (!held || !reachability || !isDeepStrictEqual(held.wish, wish)) continue;
      await tenant.serviceRequests.updateEnvironment(id, { ...held, reachability });
      findings[environment] = reachability.finding;
    }
    return { detail: { findings } };
  });
}

export interface ReadRequest {
  request: ServiceRequestRecord;
  environments: RequestedEnvironmentRecord[];
}

export async function readRequest(
  { store }: Pick<RequestParts, 'store'>,
  doer: Doer,
  tenantId: string,
  id: string,
): Promise<ReadRequest> {
  return store.readInTenant({ tenantId, environment: 'every' }, async ({ serviceRequests }) => {
    const request = await serviceRequests.find(id);
    if (!request || !isSeenBy(request, sideOf(doer))) throw new PlugboardError('service_request_not_found');
    return { request, environments: await serviceRequests.listEnvironments(id) };
  });
}

function toWritten({ request, environments }: ReadRequest): Written {
  const { notes, target, details } = request;
  return {
    notes,
    target,
    details,
    environments: environments.map(({ environment, wish }) => ({ environment, wish })),
  };
}

/** With the private targets that are open where whoever asks is at home: those of other environments are not its to try. */
function looksAt(
  parts: RequestParts,
  doer: Doer,
  tenantId: string,
  environments: readonly RequestedEnvironmentRecord[],
): Promise<RequestedEnvironmentRecord[]> {
  return Promise.all(
    environments.map(async (one) => {
      const place = { tenantId, environment: doer.home ?? one.environment };
      return { ...one, reachability: await lookAtEndpoint(parts, place, one.wish) };
    }),
  );
}

interface Placed {
  environments: RequestedEnvironmentRecord[];
  /** By its id, where it was looked for: names change, and another thing may have this one tomorrow. */
  target: string | null;
}

/**
 * What a change is about must be there; of its credential is kept how often its secrets were replaced so far. Where it
 * is about the same thing as before, by `known`, that stays as it was. In an environment that whoever writes is not at
 * home in nothing is looked for, or they would learn what there is: operators find out.
 */
async function withTargets(
  { store }: RequestParts,
  { home }: Doer,
  tenantId: string,
  named: string | null,
  environments: readonly RequestedEnvironmentRecord[],
  known: string | null,
): Promise<Placed> {
  let target = named;
  if (named === null) return { environments: [...environments], target };
  const placed: RequestedEnvironmentRecord[] = [];
  for (const one of environments) {
    if (home !== null && home !== one.environment) {
      placed.push({ ...one, secretVersionBefore: named === known ? one.secretVersionBefore : null });
      continue;
    }
    const { config, credential } = await getTarget(store, { tenantId, environment: one.environment }, named);
    target = (config ?? credential).id;
    const before = target === known ? one.secretVersionBefore : null;
    placed.push({ ...one, secretVersionBefore: before ?? credential.secretVersion });
  }
  return { environments: placed, target };
}

export function refuseMeanwhile(held: ServiceRequestRecord, read: ServiceRequestRecord): void {
  if (held.updatedAt !== read.updatedAt || held.state !== read.state) {
    throw new PlugboardError('changed_meanwhile');
  }
}

/** Of what one side did, the other is told. */
export function tellsOther(
  doer: Doer,
): { tellsTenant: 'service_request.moved' } | { tellsOperators: 'service_request.changed_by_tenant' } {
  return sideOf(doer) === 'operator'
    ? { tellsTenant: 'service_request.moved' }
    : { tellsOperators: 'service_request.changed_by_tenant' };
}
