import { modelConfigParams } from '../../../contract/model-configs.ts';
import { deleteModelConfig, managedModelsScope } from '../../../control/model-configs.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { collection, managing } from './common.ts';

export const deleteManagedModelRoute = defineRoute({
  ...managing,
  method: 'DELETE',
  path: `${collection}/:id`,
  summary: 'Delete one of the platform’s own models',
  params: modelConfigParams,
  answers: { 204: null },
  handle: async (call) => {
    await deleteModelConfig(call.services, callerOf(call).act, managedModelsScope, call.params.id);
    return { status: 204 };
  },
});
