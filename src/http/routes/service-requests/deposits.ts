import { Type } from 'typebox';
import { closed, environment } from '../../../contract/common.ts';
import { deposit, depositWish, newDeposit } from '../../../contract/deposits.ts';
import { serviceRequestParams } from '../../../contract/service-requests.ts';
import { revokeDeposit } from '../../../control/deposits/open-deposit.ts';
import { askForKey, getDepositOf } from '../../../control/service-requests/ask-for-key.ts';
import { readRequest } from '../../../control/service-requests/requests.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toDepositAnswer, toNewDepositAnswer } from '../deposits/answers.ts';
import { common, doerOf, maker, path, tenantOf } from './common.ts';

/** By which the keys of a request come. */

const askRoute = defineRoute({
  ...maker,
  method: 'POST',
  path: `${path}/:id/deposits`,
  summary:
    'Make a link by which the holder of the key deposits it for an environment of a request, once an operator has taken that. What is left out the request says',
  params: serviceRequestParams,
  body: closed({ environment, ...depositWish }),
  answers: { 201: newDeposit },
  handle: async (call) => {
    const tenantId = await tenantOf(call);
    const { services, params, body, place } = call;
    const made = await askForKey(services, doerOf(call), tenantId, params.id, body, place?.environment);
    return { status: 201, body: toNewDepositAnswer(made, call.services.platform) };
  },
});

const listRoute = defineRoute({
  ...common,
  access: { permission: 'service_requests.view' },
  method: 'GET',
  path: `${path}/:id/deposits`,
  summary: 'List the deposit links of a request and what came by them, the newest first',
  params: serviceRequestParams,
  answers: { 200: closed({ items: Type.Array(deposit) }) },
  handle: async (call) => {
    const { store, clock } = call.services;
    const tenantId = await tenantOf(call);
    const { request } = await readRequest(call.services, doerOf(call), tenantId, call.params.id);
    const links = await store.readInTenant({ tenantId, environment: 'every' }, ({ deposits }) =>
      deposits.listOfRequest(request.id),
    );
    const now = clock();
    return { status: 200, body: { items: links.map((link) => toDepositAnswer(link, now)) } };
  },
});

const revokeRoute = defineRoute({
  ...maker,
  method: 'DELETE',
  path: `${path}/:id/deposits/:deposit_id`,
  summary: 'Revoke a deposit link of a request that nothing came by yet',
  params: closed({ ...serviceRequestParams.properties, deposit_id: Type.String({ format: 'uuid' }) }),
  answers: { 204: null },
  handle: async (call) => {
    const tenantId = await tenantOf(call);
    const { id, deposit_id } = call.params;
    await readRequest(call.services, doerOf(call), tenantId, id);
    const record = await getDepositOf(call.services, tenantId, id, deposit_id);
    await revokeDeposit(call.services, callerOf(call).act, record, deposit_id);
    return { status: 204 };
  },
});

export const requestDepositRoutes = [askRoute, listRoute, revokeRoute];
