import { ledgerVerdict } from '../../../contract/ledger.ts';
import { defineRoute } from '../../route.ts';
import { verdictOn } from './common.ts';

export const verifyAllLedgersRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/ledger/verify_all',
  access: { permission: 'tenants.manage' },
  actsOn: 'nowhere',
  tag: 'Ledger',
  summary: 'Walk the chains of every tenant',
  answers: { 200: ledgerVerdict },
  handle: async ({ services }) => ({
    status: 200,
    body: await verdictOn(services, await services.ledgerChains.listHeads()),
  }),
});
