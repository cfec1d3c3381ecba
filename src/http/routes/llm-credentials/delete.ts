import { credentialParams, deleteCredentialQuery } from '../../../contract/credentials.ts';
import { deleteCredential } from '../../../control/credentials/credentials.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';

export const deleteCredentialRoute = defineRoute({
  method: 'DELETE',
  path: '/ai/api/v1/llm_credentials/:id',
  access: { permission: 'credentials.manage' },
  actsOn: 'environment',
  tag: 'Credentials',
  summary: 'Delete an account; refused while model configs refer to it, unless they shall go with it',
  params: credentialParams,
  query: deleteCredentialQuery,
  answers: { 204: null },
  handle: async (call) => {
    const { act } = callerOf(call);
    const { cascade = false } = call.query;
    await deleteCredential(call.services.credentials, act, placeOf(call), call.params.id, cascade);
    return { status: 204 };
  },
});
