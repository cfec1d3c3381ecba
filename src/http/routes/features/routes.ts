import type { Static } from 'typebox';
import { listOf, listQuery } from '../../../contract/common.ts';
import {
  assignment,
  assignmentBody,
  feature,
  featureParams,
  putFeatureBody,
} from '../../../contract/features.ts';
import { assignFeature, type FeatureInput, listFeatures, putFeature } from '../../../control/features.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import { toPage } from '../../paging.ts';
import { callerOf, defineRoute, placeOf, type Route } from '../../route.ts';
import { toFeatureAnswer, toInstant, toList } from '../answers.ts';

const register = defineRoute({
  method: 'PUT',
  path: '/ai/api/v1/features/:id',
  access: { permission: 'features.register' },
  actsOn: 'nowhere',
  tag: 'Features',
  summary: 'Register one of the platform’s AI features with what it needs of a model',
  params: featureParams,
  body: putFeatureBody,
  answers: { 200: feature, 201: feature },
  handle: async (call) => {
    const { body, params, services } = call;
    if (body.id !== undefined && body.id !== params.id) {
      throw new PlugboardError('invalid_request', {
        errors: [{ field: 'id', detail: 'must be the id in the path, or left out' }],
      });
    }
    const { act } = callerOf(call);
    const put = await putFeature(services, act, params.id, toFeatureInput(body));
    return { status: put.created ? 201 : 200, body: toFeatureAnswer(put.feature) };
  },
});

const list = defineRoute({
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

const assign = defineRoute({
  method: 'PUT',
  path: '/ai/api/v1/features/:id/assignment',
  access: { permission: 'features.assign' },
  actsOn: 'environment',
  tag: 'Features',
  summary: 'Say which model serves a feature in this environment; without it, the default does',
  params: featureParams,
  body: assignmentBody,
  answers: { 200: assignment },
  handle: async (call) => {
    const { body, params, services } = call;
    if ('llm_config_id' in body) throw new PlugboardError('llm_config_not_found');
    const kind = 'off' in body ? 'off' : 'default';
    const { act } = callerOf(call);
    const assigned = await assignFeature(services, act, placeOf(call), params.id, kind);
    const answer = {
      feature_id: assigned.featureId,
      assignment: assigned.kind,
      updated_at: toInstant(assigned.updatedAt),
    };
    return { status: 200, body: answer };
  },
});

function toFeatureInput(body: Static<typeof putFeatureBody>): FeatureInput {
  return {
    name: body.name,
    operation: body.operation,
    modelAliases: body.model_aliases ?? [],
    needs: body.needs ?? [],
    minContextTokens: body.min_context_tokens ?? null,
    maxLatencySeconds: body.max_latency_s ?? null,
  };
}

export const featureRoutes: Route[] = [register, list, assign];
