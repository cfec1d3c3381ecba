import { tenantParams } from '../../../contract/tenants.ts';
import { createdToken, createTokenBody } from '../../../contract/tokens.ts';
import { createToken } from '../../../control/tokens.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import { platformTenantId } from '../../../kernel/ids.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toTokenAnswer } from '../answers.ts';

export const createTokenRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/tenants/:id/tokens',
  access: { permission: 'tokens.manage' },
  actsOn: 'tenant_in_path',
  tag: 'Tokens',
  summary: 'Create a token of a tenant',
  params: tenantParams,
  body: createTokenBody,
  answers: { 201: createdToken },
  handle: async (call) => {
    const { caller, act } = callerOf(call);
    const { body, services, params } = call;
    if (params.id === platformTenantId) throw new PlugboardError('reserved_id');
    const { record, token } = await createToken(services, act, caller, params.id, {
      name: body.name,
      role: body.role,
      environment: body.environment,
      agentId: body.agent_id ?? null,
      expiresAt: body.expires_at === undefined ? null : Date.parse(body.expires_at),
    });
    return { status: 201, body: { ...toTokenAnswer(record), token: token.reveal() } };
  },
});
