import { managedModel, patchManagedModelBody } from '../../../contract/managed-models.ts';
import { modelConfigParams } from '../../../contract/model-configs.ts';
import { managedModelsScope, updateModelConfig } from '../../../control/model-configs.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toManagedModelAnswer } from './answers.ts';
import { collection, managing } from './common.ts';

export const patchManagedModelRoute = defineRoute({
  ...managing,
  method: 'PATCH',
  path: `${collection}/:id`,
  summary: 'Change one of the platform’s own models: its name, what it can do, what it stands in for',
  params: modelConfigParams,
  body: patchManagedModelBody,
  answers: { 200: managedModel },
  handle: async (call) => {
    const { act } = callerOf(call);
    const { services, params, body } = call;
    const changed = await updateModelConfig(services, act, managedModelsScope, params.id, body);
    return { status: 200, body: toManagedModelAnswer(changed) };
  },
});
