import { managedModel } from '../../../contract/managed-models.ts';
import { modelConfigParams } from '../../../contract/model-configs.ts';
import { getModelConfig, managedModelsScope } from '../../../control/model-configs.ts';
import { defineRoute } from '../../route.ts';
import { toManagedModelAnswer } from './answers.ts';
import { collection, managing } from './common.ts';

export const getManagedModelRoute = defineRoute({
  ...managing,
  method: 'GET',
  path: `${collection}/:id`,
  summary: 'See one of the platform’s own models',
  params: modelConfigParams,
  answers: { 200: managedModel },
  handle: async ({ services, params }) => ({
    status: 200,
    body: toManagedModelAnswer(await getModelConfig(services.store, managedModelsScope, params.id)),
  }),
});
