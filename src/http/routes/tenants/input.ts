import type { Static } from 'typebox';
import type { patchTenantBody } from '../../../contract/tenants.ts';
import type { TenantInput } from '../../../control/tenants.ts';
import type { Call } from '../../route.ts';

export function toTenantInput(body: Static<typeof patchTenantBody>): TenantInput {
  return {
    ...(body.name !== undefined && { name: body.name }),
    ...(body.plan !== undefined && { plan: body.plan }),
    ...(body.administered_by !== undefined && { administeredBy: body.administered_by }),
  };
}

export function tenantParts({ services }: Pick<Call, 'services'>) {
  return { store: services.store, keys: services.tenantKeys, clock: services.clock };
}
