import { createCredentialBody, credential } from '../../../contract/credentials.ts';
import { createCredential } from '../../../control/credentials/credentials.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toCredentialAnswer } from './answers.ts';

export const createCredentialRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/llm_credentials',
  access: { permission: 'credentials.manage' },
  actsOn: 'environment',
  tag: 'Credentials',
  summary: 'Connect an account at a provider. Secrets are sealed and never answered',
  body: createCredentialBody,
  answers: { 201: credential },
  handle: async (call) => {
    const { credentials } = call.services;
    const created = await createCredential(credentials, callerOf(call).act, placeOf(call), call.body);
    return { status: 201, body: toCredentialAnswer(created, credentials) };
  },
});
