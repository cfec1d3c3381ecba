import { budgetParams } from '../../../contract/budgets.ts';
import { deleteBudget } from '../../../control/budgets.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { budgetPlaceOf, common } from './common.ts';

export const deleteBudgetRoute = defineRoute({
  ...common,
  method: 'DELETE',
  path: '/ai/api/v1/budgets/:id',
  access: { permission: 'budgets.manage' },
  summary: 'Delete a budget: calls are not held to it any more',
  params: budgetParams,
  answers: { 204: null },
  handle: async (call) => {
    await deleteBudget(call.services, callerOf(call).act, budgetPlaceOf(call), call.params.id);
    return { status: 204 };
  },
});
