import { ledgerVerdict } from '../../../contract/ledger.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { common, verdictOn } from './common.ts';

export const verifyLedgerRoute = defineRoute({
  ...common,
  method: 'POST',
  path: '/ai/api/v1/ledger/verify',
  summary: 'Walk the environment’s chain from its first row and name the first one that was changed',
  answers: { 200: ledgerVerdict },
  handle: async (call) => {
    const { services } = call;
    const heads = await services.ledgerChains.listHeads(placeOf(call));
    return { status: 200, body: await verdictOn(services, heads) };
  },
});
