import { listOf, listQuery } from '../../../contract/common.ts';
import { managedModel } from '../../../contract/managed-models.ts';
import { listModelConfigs, managedModelsScope } from '../../../control/model-configs.ts';
import { toUuidPage } from '../../paging.ts';
import { defineRoute } from '../../route.ts';
import { toList } from '../answers.ts';
import { toManagedModelAnswer } from './answers.ts';
import { collection, managing } from './common.ts';

export const listManagedModelsRoute = defineRoute({
  ...managing,
  method: 'GET',
  path: collection,
  summary: 'List the platform’s own models',
  query: listQuery,
  answers: { 200: listOf(managedModel) },
  handle: async ({ services, query }) => {
    const page = await listModelConfigs(services.store, managedModelsScope, toUuidPage(query), {});
    return { status: 200, body: toList(page, toManagedModelAnswer) };
  },
});
