import { assignment, assignmentBody, featureParams } from '../../../contract/features.ts';
import { assignFeature } from '../../../control/features.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toInstant } from '../answers.ts';

export const assignFeatureRoute = defineRoute({
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
