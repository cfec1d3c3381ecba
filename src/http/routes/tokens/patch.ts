import { patchTokenBody, token, tokenParams } from '../../../contract/tokens.ts';
import { suspendToken } from '../../../control/tokens.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toTokenAnswer } from '../answers.ts';
import { tokenScope } from './scope.ts';

export const patchTokenRoute = defineRoute({
  method: 'PATCH',
  path: '/ai/api/v1/tenants/:id/tokens/:token_id',
  access: { permission: 'tokens.manage' },
  actsOn: 'tenant_in_path',
  tag: 'Tokens',
  summary: 'Suspend a token, or let it work again',
  params: tokenParams,
  body: patchTokenBody,
  answers: { 200: token },
  handle: async (call) => {
    const { caller, act } = callerOf(call);
    const { id, token_id } = call.params;
    const scope = tokenScope(caller, id);
    const changed = await suspendToken(call.services, act, scope, token_id, call.body.suspended);
    return { status: 200, body: toTokenAnswer(changed) };
  },
});
