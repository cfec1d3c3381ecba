import { custodyPack } from '../../../contract/custody.ts';
import { periodQuery } from '../../../contract/ledger.ts';
import { tellCustody } from '../../../control/custody.ts';
import { signStatement } from '../../../control/signed-statement.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toSignedAnswer } from '../answers.ts';
import { common, toPeriod } from '../ledger/common.ts';
import { toCustodyPage } from './page.ts';

export const custodyRoute = defineRoute({
  ...common,
  method: 'GET',
  path: '/ai/api/v1/custody',
  summary:
    'Get a signed statement of who deposited which key when, who opened it and where it was used; JSON or a page',
  query: periodQuery,
  answers: { 200: custodyPack },
  handle: async (call) => {
    const { services, request, reply } = call;
    await Promise.all([services.shipAttempts(), services.flushKeyOpenings()]);
    const now = services.clock();
    const statement = await tellCustody(services, placeOf(call), toPeriod(call.query, now), now);
    const pack = signStatement(services.signer, statement);
    if (!request.headers.accept?.includes('text/html')) return { status: 200, body: toSignedAnswer(pack) };
    reply.type('text/html; charset=utf-8').serializer((page: unknown) => String(page));
    return { status: 200, body: toCustodyPage(pack) };
  },
});
