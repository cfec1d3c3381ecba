import { budget, putBudgetBody } from '../../../contract/budgets.ts';
import { putBudget, withUse } from '../../../control/budgets.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { budgetPlaceOf, common, toBudgetAnswer } from './common.ts';

export const putBudgetRoute = defineRoute({
  ...common,
  method: 'PUT',
  path: '/ai/api/v1/budgets',
  access: { permission: 'budgets.manage' },
  summary: 'Set a budget of the environment; operators that name none, one of the tenant as a whole',
  body: putBudgetBody,
  answers: { 200: budget, 201: budget },
  handle: async (call) => {
    const { services, body } = call;
    const { budgetSums, budgetScale } = services;
    const put = await putBudget(services, callerOf(call).act, budgetPlaceOf(call), body);
    await services.shipAttempts();
    await services.catchUpWithBudgets();
    const [view] = await withUse(budgetSums, budgetScale, [put.budget], services.clock());
    return { status: put.isNew ? 201 : 200, body: view && toBudgetAnswer(view, budgetScale.currency) };
  },
});
