import { statement, statementQuery } from '../../../contract/statement.ts';
import { makeStatement } from '../../../control/billing/statement.ts';
import { monthOf } from '../../../kernel/days.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import { defineRoute } from '../../route.ts';
import { toStatementAnswer } from './answers.ts';

export const getStatementRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/statement',
  access: { permission: 'statement.view' },
  actsOn: 'tenant',
  tag: 'Usage',
  summary:
    'See a month of the tenant as a whole: what its subscription includes, what it pays providers, what it pays the platform',
  query: statementQuery,
  answers: { 200: statement },
  handle: async ({ services, tenantId, query }) => {
    if (tenantId === undefined) throw new PlugboardError('tenant_required');
    await services.shipAttempts();
    const now = services.clock();
    const made = await makeStatement(services, tenantId, query.month ?? monthOf(now), now);
    return { status: 200, body: toStatementAnswer(made, tenantId, services) };
  },
});
