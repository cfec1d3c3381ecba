import { budgetList } from '../../../contract/budgets.ts';
import { listQuery } from '../../../contract/common.ts';
import { listBudgets } from '../../../control/budgets.ts';
import { toUuidPage } from '../../paging.ts';
import { defineRoute } from '../../route.ts';
import { toList } from '../answers.ts';
import { budgetPlaceOf, common, toBudgetAnswer } from './common.ts';

export const listBudgetsRoute = defineRoute({
  ...common,
  method: 'GET',
  path: '/ai/api/v1/budgets',
  access: { permission: 'budgets.view' },
  summary: 'List the budgets of the environment and those that the platform set, with what is used of each',
  query: listQuery,
  answers: { 200: budgetList },
  handle: async (call) => {
    const { services } = call;
    const { budgetSums, budgetScale } = services;
    await services.shipAttempts();
    const page = await listBudgets(
      services,
      budgetSums,
      budgetScale,
      budgetPlaceOf(call),
      toUuidPage(call.query),
    );
    return { status: 200, body: toList(page, (view) => toBudgetAnswer(view, budgetScale.currency)) };
  },
});
