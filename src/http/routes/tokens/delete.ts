import { tokenParams } from '../../../contract/tokens.ts';
import { deleteToken } from '../../../control/tokens.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { tokenScope } from './scope.ts';

export const deleteTokenRoute = defineRoute({
  method: 'DELETE',
  path: '/ai/api/v1/tenants/:id/tokens/:token_id',
  access: { permission: 'tokens.manage' },
  actsOn: 'tenant_in_path',
  tag: 'Tokens',
  summary: 'Delete a token, and with it what it made',
  params: tokenParams,
  answers: { 204: null },
  handle: async (call) => {
    const { caller, act } = callerOf(call);
    const { id, token_id } = call.params;
    await deleteToken(call.services, act, tokenScope(caller, id), token_id);
    return { status: 204 };
  },
});
