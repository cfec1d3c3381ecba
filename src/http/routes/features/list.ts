import { listOf, listQuery } from '../../../contract/common.ts';
import { feature } from '../../../contract/features.ts';
import { listFeatures } from '../../../control/features.ts';
import { toPage } from '../../paging.ts';
import { defineRoute } from '../../route.ts';
import { toFeatureAnswer, toList } from '../answers.ts';

export const listFeaturesRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/features',
  access: { permission: 'features.view' },
  actsOn: 'environment_if_named',
  tag: 'Features',
  summary: 'List the features, and how each is assigned in the environment',
  query: listQuery,
  answers: { 200: listOf(feature) },
  handle: async ({ services, place, query }) => {
    const page = await listFeatures(services.store, place ?? null, toPage(query));
    return { status: 200, body: toList(page, (one) => toFeatureAnswer(one.feature, one.assignment)) };
  },
});
