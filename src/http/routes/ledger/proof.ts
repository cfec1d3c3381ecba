import { ledgerProof, periodQuery } from '../../../contract/ledger.ts';
import { proveLedger } from '../../../control/ledger/statement.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toSignedAnswer } from '../answers.ts';
import { common, toPeriod } from './common.ts';

export const ledgerProofRoute = defineRoute({
  ...common,
  method: 'GET',
  path: '/ai/api/v1/ledger/proof',
  summary: 'Get a signed statement of a period: how many calls, how many to managed models, which hosts',
  query: periodQuery,
  answers: { 200: ledgerProof },
  handle: async (call) => {
    const { store, signer, deploymentId, clock, shipAttempts } = call.services;
    const place = placeOf(call);
    await shipAttempts();
    const now = clock();
    const proof = await store.readInTenant(place, ({ ledger }) =>
      proveLedger(ledger, signer, deploymentId, place, toPeriod(call.query, now), now),
    );
    return { status: 200, body: toSignedAnswer(proof) };
  },
});
