import { featureParams } from '../../../contract/features.ts';
import { deleteFeature } from '../../../control/features.ts';
import { callerOf, defineRoute } from '../../route.ts';

export const deleteFeatureRoute = defineRoute({
  method: 'DELETE',
  path: '/ai/api/v1/features/:id',
  access: { permission: 'features.register' },
  actsOn: 'nowhere',
  tag: 'Features',
  summary:
    'Take a feature away, with how tenants have assigned it; calls that name it are refused from then on',
  params: featureParams,
  answers: { 204: null },
  handle: async (call) => {
    await deleteFeature(call.services, callerOf(call).act, call.params.id);
    return { status: 204 };
  },
});
