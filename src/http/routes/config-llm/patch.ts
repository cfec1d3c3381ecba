import { modelConfig, modelConfigParams, patchModelConfigBody } from '../../../contract/model-configs.ts';
import { updateModelConfig } from '../../../control/model-configs.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toModelConfigAnswer } from './answers.ts';

export const patchModelConfigRoute = defineRoute({
  method: 'PATCH',
  path: '/ai/api/v1/config/llm/:id',
  access: { permission: 'models.manage' },
  actsOn: 'environment',
  tag: 'Models',
  summary: 'Rename, enable or disable a model config, make it the default, or say what it can do',
  params: modelConfigParams,
  body: patchModelConfigBody,
  answers: { 200: modelConfig },
  handle: async (call) => {
    const { act } = callerOf(call);
    const changed = await updateModelConfig(call.services, act, placeOf(call), call.params.id, call.body);
    return { status: 200, body: toModelConfigAnswer(changed) };
  },
});
