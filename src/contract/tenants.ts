import { type Static, Type } from 'typebox';
import { administrators, plans } from '../kernel/scope.ts';
import { closed, displayName, instant, maybe, slug } from './common.ts';

export const tenantId = slug('The tenant’s id, chosen by the platform; never used again after a deletion.');
const plan = Type.Enum([...plans], { description: 'Own models need `enterprise`.' });
const administeredBy = Type.Enum([...administrators], {
  description: '`operator`: the platform configures, and the tenant’s administrators view only.',
});

export const tenant = closed(
  {
    id: tenantId,
    name: displayName,
    plan,
    administered_by: administeredBy,
    keys_kept_until: maybe(
      instant(
        'After the plan went from `enterprise` to `standard`: the stored secrets of own accounts are destroyed then, unless the plan is `enterprise` again before. Null otherwise.',
      ),
    ),
    created_at: instant('When it was created.'),
    updated_at: instant('When it was last changed.'),
  },
  'A customer of the platform.',
);
export type Tenant = Static<typeof tenant>;

const changeable = {
  name: Type.Optional(displayName),
  plan: Type.Optional(plan),
  administered_by: Type.Optional(administeredBy),
};
export const createTenantBody = closed({ id: tenantId, ...changeable });
export const putTenantBody = closed({ id: Type.Optional(tenantId), ...changeable });
export const patchTenantBody = closed(changeable);
export const tenantParams = closed({ id: tenantId });
