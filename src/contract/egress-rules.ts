import { type Static, Type } from 'typebox';
import { closed, environment, instant, listQuery, maybe } from './common.ts';
import { noNul } from './credentials.ts';
import { tenantId } from './tenants.ts';

const fields = {
  tenant_id: tenantId,
  environment: Type.Optional(environment),
  host: Type.Optional(Type.String({ minLength: 1, maxLength: 253, pattern: '^[A-Za-z0-9.-]+$' })),
  cidr: Type.Optional(Type.String({ minLength: 3, maxLength: 49, pattern: '^[0-9A-Fa-f.:]+(/\\d{1,3})?$' })),
  port: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 65_535, description: 'Every port when left out.' }),
  ),
  plain_http: Type.Optional(Type.Boolean()),
  private_ca: Type.Optional(
    Type.String({ maxLength: 65_536, pattern: noNul, description: 'PEM: trusted for this target.' }),
  ),
  reason: Type.String({ minLength: 1, maxLength: 500, pattern: noNul }),
};
export const createEgressRuleBody = closed(fields);
export type CreateEgressRuleBody = Static<typeof createEgressRuleBody>;

export const egressRule = closed(
  {
    id: Type.String({ format: 'uuid' }),
    tenant_id: Type.String(),
    environment: maybe(environment),
    host: maybe(Type.String()),
    cidr: maybe(Type.String()),
    port: maybe(Type.Integer()),
    plain_http: Type.Boolean(),
    private_ca: maybe(Type.String()),
    reason: Type.String(),
    created_at: instant('When it was made.'),
  },
  'A private target, plain http or a private CA that one tenant may use.',
);
export type EgressRuleAnswer = Static<typeof egressRule>;
export const egressRuleParams = closed({ id: Type.String({ format: 'uuid' }) });
export const egressRulesQuery = closed({ ...listQuery.properties, tenant_id: Type.Optional(tenantId) });
