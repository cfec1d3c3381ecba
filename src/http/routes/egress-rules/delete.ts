import { egressRuleParams } from '../../../contract/egress-rules.ts';
import { deleteEgressRule } from '../../../control/egress-rules.ts';
import { callerOf, defineRoute } from '../../route.ts';

export const deleteEgressRuleRoute = defineRoute({
  method: 'DELETE',
  path: '/ai/api/v1/egress_rules/:id',
  access: { permission: 'egress_rules.manage' },
  actsOn: 'nowhere',
  tag: 'Egress rules',
  summary: 'Take an egress rule away; calls that need it are refused from then on',
  params: egressRuleParams,
  answers: { 204: null },
  handle: async (call) => {
    await deleteEgressRule(call.services, callerOf(call).act, call.params.id);
    return { status: 204 };
  },
});
