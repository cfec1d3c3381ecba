import { listOf, listQuery } from '../../../contract/common.ts';
import { createDepositBody, deposit, depositParams, newDeposit } from '../../../contract/deposits.ts';
import { createDeposit } from '../../../control/deposits/create-deposit.ts';
import { revokeDeposit } from '../../../control/deposits/open-deposit.ts';
import { toUuidPage } from '../../paging.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toList } from '../answers.ts';
import { toDepositAnswer, toNewDepositAnswer } from './answers.ts';

const manage = {
  access: { permission: 'deposits.manage' },
  actsOn: 'environment',
  tag: 'Deposit links',
} as const;
const path = '/ai/api/v1/deposits';

const createDepositRoute = defineRoute({
  ...manage,
  method: 'POST',
  path,
  summary: 'Make a link by which somebody without an account deposits a key, once',
  body: createDepositBody,
  answers: { 201: newDeposit },
  handle: async (call) => {
    const { credentials, platform } = call.services;
    const made = await createDeposit(credentials, callerOf(call).act, placeOf(call), call.body);
    return { status: 201, body: toNewDepositAnswer(made, platform) };
  },
});

const listDepositsRoute = defineRoute({
  ...manage,
  access: { permission: 'deposits.view' },
  method: 'GET',
  path,
  summary: 'List deposit links and what came by them, the newest first',
  query: listQuery,
  answers: { 200: listOf(deposit) },
  handle: async (call) => {
    const { store, clock } = call.services;
    const page = await store.readInTenant(placeOf(call), ({ deposits }) =>
      deposits.list(toUuidPage(call.query)),
    );
    const now = clock();
    return { status: 200, body: toList(page, (record) => toDepositAnswer(record, now)) };
  },
});

const revokeDepositRoute = defineRoute({
  ...manage,
  method: 'DELETE',
  path: `${path}/:id`,
  summary: 'Revoke a deposit link that nothing came by yet',
  params: depositParams,
  answers: { 204: null },
  handle: async (call) => {
    await revokeDeposit(call.services, callerOf(call).act, placeOf(call), call.params.id);
    return { status: 204 };
  },
});

export const depositRoutes = [createDepositRoute, listDepositsRoute, revokeDepositRoute];
