import { createManagedModelBody, managedModel } from '../../../contract/managed-models.ts';
import { createModelConfig, managedModelsScope } from '../../../control/model-configs.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toManagedModelAnswer } from './answers.ts';
import { collection, managing } from './common.ts';

export const createManagedModelRoute = defineRoute({
  ...managing,
  method: 'POST',
  path: collection,
  summary:
    'Name a model on an account of the platform’s own: one in the tenant `platform`, environment `prod`',
  body: createManagedModelBody,
  answers: { 201: managedModel },
  handle: async (call) => {
    const { act } = callerOf(call);
    const created = await createModelConfig(call.services.credentials, act, managedModelsScope, call.body);
    return { status: 201, body: toManagedModelAnswer(created) };
  },
});
