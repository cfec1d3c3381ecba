import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { Environment } from '../../kernel/scope.ts';
import type { RequestedEnvironmentRecord, ServiceRequestRecord } from '../../kernel/service-requests.ts';
import { type Doer, sideOf } from './doer.ts';
import { type Move, stateAfter } from './life.ts';
import { readRequest } from './requests.ts';
import { busy, type RequestParts, takeStep } from './step.ts';

export interface Work {
  request: ServiceRequestRecord;
  environment: RequestedEnvironmentRecord;
}

export interface WorkWish {
  move: Move;
  /** Left out: the first one, which is the only one of a change. */
  environment?: Environment;
  /** Of what is changed outside of the request: its history says so beforehand, with this. */
  intent?: Record<string, unknown>;
}

/**
 * What takes minutes and calls others is done by one operator at a time in each environment of a request, on whichever
 * replica. A process that dies gives the environment back after a while; whatever it did is found and gone on from.
 */
export async function workOn<T>(
  parts: RequestParts,
  doer: Doer,
  tenantId: string,
  id: string,
  { move, environment: wished, intent }: WorkWish,
  work: (found: Work) => Promise<T>,
): Promise<T> {
  const { store, clock } = parts;
  const read = await readRequest(parts, doer, tenantId, id);
  stateAfter(read.request, move, sideOf(doer));
  const { environment } = getEnvironment(read.environments, wished);
  const scope = { tenantId, environment: 'every' } as const;
  const until = clock() + limits.serviceRequests.leaseMs;
  // With the request held: whoever ends it meanwhile is seen here, or sees that somebody is at it.
  await takeStep(parts, doer, tenantId, id, 'begin', async ({ tenant, request, now }) => {
    stateAfter(request, move, sideOf(doer));
    if (!(await tenant.serviceRequests.beginWork(id, environment, now, until))) throw busy();
    return intent && { environment, detail: { work: move, ...intent } };
  });
  try {
    // What another one did meanwhile is seen here.
    const { request, environments } = await readRequest(parts, doer, tenantId, id);
    return await work({ request, environment: getEnvironment(environments, environment) });
  } finally {
    await store.noteInTenant(scope, ({ serviceRequests }) => serviceRequests.endWork(id, environment, until));
  }
}

export function getEnvironment(
  environments: readonly RequestedEnvironmentRecord[],
  wished: Environment | undefined,
): RequestedEnvironmentRecord {
  const found = environments.find(({ environment }) => wished === undefined || environment === wished);
  if (found) return found;
  throw new PlugboardError('invalid_request', {
    errors: [{ field: 'environment', detail: 'is none of this request' }],
  });
}
