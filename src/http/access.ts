import type { FastifyRequest } from 'fastify';
import type { Caller, Place } from '../control/authentication/caller.ts';
import { resolvePlace } from '../control/authentication/place.ts';
import { judge } from '../control/judge.ts';
import { PlugboardError } from '../kernel/errors.ts';
import type { Route } from './route.ts';
import type { Services } from './services.ts';

export interface Admission {
  caller: Caller;
  tenantId: string | undefined;
  place: Place | undefined;
}

/** Before the body is read: who calls, whether the role may, and where. */
export async function admit(
  services: Services,
  route: Route,
  request: FastifyRequest,
): Promise<Admission | undefined> {
  if ('anyone' in route.access) return undefined;
  const caller = await services.authenticator.forControl(request.headers);
  const { permission } = route.access;
  // The role alone first: who may never do this learns nothing about what exists.
  if (judge(caller, permission, undefined) === 'forbidden') throw new PlugboardError('forbidden');
  const where = locate(services, route, caller, request);
  const tenant = where.tenantId === undefined ? undefined : services.keeper.snapshot.tenant(where.tenantId);
  if (judge(caller, permission, tenant) === 'administered_by_operator') {
    throw new PlugboardError('administered_by_operator');
  }
  return { caller, ...where };
}

function locate(
  services: Services,
  route: Route,
  caller: Caller,
  request: FastifyRequest,
): Pick<Admission, 'tenantId' | 'place'> {
  const { snapshot } = services.keeper;
  switch (route.actsOn) {
    case 'nowhere':
      return { tenantId: undefined, place: undefined };
    case 'tenant_in_path': {
      const { id } = request.params as { id: string };
      const foreign = caller.home !== null && caller.home.tenantId !== id;
      // A tenant that is another's and one that does not exist are one and the same to whoever asks.
      if (foreign || !snapshot.tenant(id)) throw new PlugboardError('tenant_not_found');
      return { tenantId: id, place: undefined };
    }
    case 'environment':
      return placed(resolvePlace(caller, request.headers, snapshot));
    case 'environment_if_named':
      if (namesNoTenant(caller, request)) return { tenantId: undefined, place: undefined };
      return placed(resolvePlace(caller, request.headers, snapshot));
    case 'tenant_if_named':
      if (namesNoTenant(caller, request)) return { tenantId: undefined, place: undefined };
      return locateTenant(services, caller, request);
    case 'tenant':
      return locateTenant(services, caller, request);
  }
}

function namesNoTenant(caller: Caller, { headers }: FastifyRequest): boolean {
  return caller.home === null && headers['x-plugboard-tenant'] === undefined;
}

function locateTenant(
  { keeper: { snapshot } }: Services,
  caller: Caller,
  { headers }: FastifyRequest,
): Pick<Admission, 'tenantId' | 'place'> {
  const unnamed = caller.home === null && headers['x-plugboard-environment'] === undefined;
  if (!unnamed) return placed(resolvePlace(caller, headers, snapshot));
  const tenantId = headers['x-plugboard-tenant'];
  if (typeof tenantId !== 'string') throw new PlugboardError('tenant_required');
  if (!snapshot.tenant(tenantId)) throw new PlugboardError('tenant_not_found');
  return { tenantId, place: undefined };
}

function placed(place: Place): Pick<Admission, 'tenantId' | 'place'> {
  return { tenantId: place.tenantId, place };
}
