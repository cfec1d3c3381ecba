import { listOf, listQuery } from '../../../contract/common.ts';
import {
  createdToken,
  createPlatformTokenBody,
  patchTokenBody,
  platformTokenParams,
  token,
} from '../../../contract/tokens.ts';
import {
  createToken,
  deleteToken,
  listTokens,
  platformScope,
  suspendToken,
} from '../../../control/tokens.ts';
import { platformTenantId } from '../../../kernel/ids.ts';
import { toPage } from '../../paging.ts';
import { callerOf, defineRoute, type Route } from '../../route.ts';
import { toList, toTokenAnswer } from '../answers.ts';

/** Tokens of the platform itself come in two roles with the same four routes. */
function routesFor(role: 'service' | 'operator', collection: string, noun: string): Route[] {
  const common = {
    access: { permission: 'platform_tokens.manage' },
    actsOn: 'nowhere',
    tag: 'Tokens',
  } as const;
  const create = defineRoute({
    ...common,
    method: 'POST',
    path: collection,
    summary: `Create ${noun} token`,
    body: createPlatformTokenBody,
    answers: { 201: createdToken },
    handle: async (call) => {
      const { caller, act } = callerOf(call);
      const { body, services } = call;
      const { record, token: secret } = await createToken(services, act, caller, platformTenantId, {
        name: body.name,
        role,
        environment: null,
        agentId: null,
        expiresAt: body.expires_at === undefined ? null : Date.parse(body.expires_at),
      });
      return { status: 201, body: { ...toTokenAnswer(record), token: secret.reveal() } };
    },
  });
  const list = defineRoute({
    ...common,
    method: 'GET',
    path: collection,
    summary: `List ${role} tokens`,
    query: listQuery,
    answers: { 200: listOf(token) },
    handle: async ({ services, query }) => {
      const page = await listTokens(services.store, platformScope, toPage(query), { role });
      return { status: 200, body: toList(page, toTokenAnswer) };
    },
  });
  const patch = defineRoute({
    ...common,
    method: 'PATCH',
    path: `${collection}/:token_id`,
    summary: `Suspend ${noun} token, or let it work again`,
    params: platformTokenParams,
    body: patchTokenBody,
    answers: { 200: token },
    handle: async (call) => {
      const { act } = callerOf(call);
      const { token_id } = call.params;
      const { suspended } = call.body;
      const changed = await suspendToken(call.services, act, platformScope, token_id, suspended, role);
      return { status: 200, body: toTokenAnswer(changed) };
    },
  });
  const remove = defineRoute({
    ...common,
    method: 'DELETE',
    path: `${collection}/:token_id`,
    summary: `Delete ${noun} token, and with it what it made`,
    params: platformTokenParams,
    answers: { 204: null },
    handle: async (call) => {
      await deleteToken(call.services, callerOf(call).act, platformScope, call.params.token_id, role);
      return { status: 204 };
    },
  });
  return [create, list, patch, remove];
}

export const platformTokenRoutes: Route[] = [
  ...routesFor('service', '/ai/api/v1/service_tokens', 'a service'),
  ...routesFor('operator', '/ai/api/v1/operator_tokens', 'an operator'),
];
