import { feature, featureParams, putFeatureBody } from '../../../contract/features.ts';
import { putFeature } from '../../../control/features.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toFeatureAnswer } from '../answers.ts';
import { toFeatureInput } from './common.ts';

export const putFeatureRoute = defineRoute({
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
