import { modelConfigParams } from '../../../contract/model-configs.ts';
import { deleteModelConfig } from '../../../control/model-configs.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';

export const deleteModelConfigRoute = defineRoute({
  method: 'DELETE',
  path: '/ai/api/v1/config/llm/:id',
  access: { permission: 'models.manage' },
  actsOn: 'environment',
  tag: 'Models',
  summary: 'Delete a model config',
  params: modelConfigParams,
  answers: { 204: null },
  handle: async (call) => {
    await deleteModelConfig(call.services, callerOf(call).act, placeOf(call), call.params.id);
    return { status: 204 };
  },
});
