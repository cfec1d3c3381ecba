import { createEgressRuleBody, egressRule } from '../../../contract/egress-rules.ts';
import { createEgressRule } from '../../../control/egress-rules.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toEgressRuleAnswer } from './answers.ts';

export const createEgressRuleRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/egress_rules',
  access: { permission: 'egress_rules.manage' },
  actsOn: 'nowhere',
  tag: 'Egress rules',
  summary: 'Let one tenant reach a private target, plain http, or a server with a private CA',
  body: createEgressRuleBody,
  answers: { 201: egressRule },
  handle: async (call) => {
    const created = await createEgressRule(call.services, callerOf(call).act, call.body);
    return { status: 201, body: toEgressRuleAnswer(created) };
  },
});
