import { listOf, listQuery } from '../../../contract/common.ts';
import { credential } from '../../../contract/credentials.ts';
import { listCredentials } from '../../../control/credentials/credentials.ts';
import { toUuidPage } from '../../paging.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toList } from '../answers.ts';
import { toCredentialAnswer } from './answers.ts';

export const listCredentialsRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/llm_credentials',
  access: { permission: 'credentials.view' },
  actsOn: 'environment',
  tag: 'Credentials',
  summary: 'List the accounts that are connected',
  query: listQuery,
  answers: { 200: listOf(credential) },
  handle: async (call) => {
    const { credentials } = call.services;
    const page = await listCredentials(credentials.store, placeOf(call), toUuidPage(call.query));
    return { status: 200, body: toList(page, (view) => toCredentialAnswer(view, credentials)) };
  },
});
