import { credential, credentialParams } from '../../../contract/credentials.ts';
import { viewCredential } from '../../../control/credentials/credentials.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toCredentialAnswer } from './answers.ts';

export const getCredentialRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/llm_credentials/:id',
  access: { permission: 'credentials.view' },
  actsOn: 'environment',
  tag: 'Credentials',
  summary: 'See an account',
  params: credentialParams,
  answers: { 200: credential },
  handle: async (call) => {
    const { credentials } = call.services;
    const found = await viewCredential(credentials.store, placeOf(call), call.params.id);
    return { status: 200, body: toCredentialAnswer({ ...found, healed: [], warnings: [] }, credentials) };
  },
});
