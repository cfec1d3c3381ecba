import { createModelConfigBody, modelConfig } from '../../../contract/model-configs.ts';
import { createModelConfig } from '../../../control/model-configs.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toModelConfigAnswer } from './answers.ts';

export const createModelConfigRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/config/llm',
  access: { permission: 'models.manage' },
  actsOn: 'environment',
  tag: 'Models',
  summary: 'Name a model on an account; the dimensions of an embedding model are measured by one call',
  body: createModelConfigBody,
  answers: { 201: modelConfig },
  handle: async (call) => {
    const { act } = callerOf(call);
    const created = await createModelConfig(call.services.credentials, act, placeOf(call), call.body);
    return { status: 201, body: toModelConfigAnswer(created) };
  },
});
