import type { Static } from 'typebox';
import { assignment, assignmentBody, featureParams } from '../../../contract/features.ts';
import { type Assignment, assignFeature, defaultAssignment } from '../../../control/features.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toFeatureWarning, toInstant } from '../answers.ts';

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
    const { act } = callerOf(call);
    const { assignment: assigned, warnings } = await assignFeature(
      services,
      act,
      placeOf(call),
      params.id,
      toAssignment(body),
    );
    const answer = {
      feature_id: assigned.featureId,
      assignment: assigned.kind,
      llm_config_id: assigned.configId,
      warnings: warnings.map(toFeatureWarning),
      updated_at: toInstant(assigned.updatedAt),
    };
    return { status: 200, body: answer };
  },
});

function toAssignment(body: Static<typeof assignmentBody>): Assignment {
  if ('llm_config_id' in body) return { kind: 'config', configId: body.llm_config_id };
  return 'off' in body ? { kind: 'off', configId: null } : defaultAssignment;
}
