import { listOf } from '../../../contract/common.ts';
import { attempt, ledgerQuery } from '../../../contract/ledger.ts';
import { toAttemptAnswer } from '../../../control/answers/attempt.ts';
import { toLedgerPage } from '../../paging.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toList } from '../answers.ts';
import { common, toPeriod } from './common.ts';

export const listLedgerRoute = defineRoute({
  ...common,
  method: 'GET',
  path: '/ai/api/v1/ledger',
  summary: 'List attempts, newest first: where each call of the environment went, why, and who pays',
  query: ledgerQuery,
  answers: { 200: listOf(attempt) },
  handle: async (call) => {
    const { services, query } = call;
    const { limit: _limit, cursor: _cursor, from, to, ...asked } = query;
    await services.shipAttempts();
    const filter = {
      ...toPeriod({ ...(from && { from }), ...(to && { to }) }, services.clock()),
      ...(asked.request_id && { requestId: asked.request_id }),
      ...(asked.owner && { owner: asked.owner }),
      ...(asked.payer && { payer: asked.payer }),
      ...(asked.outcome && { outcome: asked.outcome }),
      ...(asked.operation && { operation: asked.operation }),
      ...(asked.failure_class && { failureClass: asked.failure_class }),
      ...(asked.host && { host: asked.host }),
      ...(asked.provider && { provider: asked.provider }),
      ...(asked.model_name && { modelName: asked.model_name }),
      ...(asked.config_id && { configId: asked.config_id }),
      ...(asked.credential_id && { credentialId: asked.credential_id }),
      ...(asked.agent_id && { agentId: asked.agent_id }),
      ...(asked.feature_id && { featureId: asked.feature_id }),
      ...(asked.user_id && { userId: asked.user_id }),
    };
    const page = await services.store.readInTenant(placeOf(call), ({ ledger }) =>
      ledger.list(toLedgerPage(query), filter),
    );
    return { status: 200, body: toList(page, toAttemptAnswer) };
  },
});
