import { modelConfig, modelConfigParams } from '../../../contract/model-configs.ts';
import { getModelConfig } from '../../../control/model-configs.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toModelConfigAnswer } from './answers.ts';

export const getModelConfigRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/config/llm/:id',
  access: { permission: 'models.view' },
  actsOn: 'environment',
  tag: 'Models',
  summary: 'See a model config',
  params: modelConfigParams,
  answers: { 200: modelConfig },
  handle: async (call) => ({
    status: 200,
    body: toModelConfigAnswer(await getModelConfig(call.services.store, placeOf(call), call.params.id)),
  }),
});
