import { credential, credentialParams, patchCredentialBody } from '../../../contract/credentials.ts';
import { patchCredential } from '../../../control/credentials/change-credential.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toCredentialAnswer } from './answers.ts';

export const patchCredentialRoute = defineRoute({
  method: 'PATCH',
  path: '/ai/api/v1/llm_credentials/:id',
  access: { permission: 'credentials.manage' },
  actsOn: 'environment',
  tag: 'Credentials',
  summary: 'Change an account. A secret replaces the stored one; a new host asks for the secret again',
  params: credentialParams,
  body: patchCredentialBody,
  answers: { 200: credential },
  handle: async (call) => {
    const { credentials } = call.services;
    const { act } = callerOf(call);
    const changed = await patchCredential(credentials, act, placeOf(call), call.params.id, call.body);
    return { status: 200, body: toCredentialAnswer(changed, credentials) };
  },
});
