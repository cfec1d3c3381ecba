import { type Explanation, explainBody, explanation } from '../../../contract/routing.ts';
import { type ExplainedTarget, explain } from '../../../gateway/routing/explain.ts';
import { namedAgent } from '../../named-agent.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toStoppedAnswer } from '../stops/answers.ts';

export const explainRouteRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/routing/explain',
  access: { permission: 'routing.explain' },
  actsOn: 'environment',
  tag: 'Routing',
  summary: 'See where a call would go, why, and what would leave the tenant’s network; nothing is called',
  body: explainBody,
  answers: { 200: explanation },
  handle: async (call) => {
    const { body, services } = call;
    const place = placeOf(call);
    const question = {
      tenantId: place.tenantId,
      environment: place.environment,
      agentId: namedAgent(place, body.agent_id),
      operation: body.operation ?? 'chat',
      model: body.model,
      providerId: body.provider_id,
      featureId: body.feature,
    } as const;
    const { route, targets } = explain(services.keeper.snapshot, question, services.clock());
    const answer: Explanation = {
      rule: route.rule,
      feature_id: route.featureId,
      mode: route.mode,
      targets: targets.map(toTargetAnswer),
      when_spent: route.queue ? 'queued' : 'unavailable',
    };
    return { status: 200, body: answer };
  },
});

export function toTargetAnswer(explained: ExplainedTarget): Explanation['targets'][number] {
  const { config, model, credential, owner, payer, reason } = explained.target;
  return {
    config_id: config?.id ?? null,
    name: config?.name ?? null,
    model,
    provider: explained.provider,
    provider_id: explained.providerId,
    host: explained.host,
    data_region: credential.dataRegion,
    owner,
    payer,
    reason,
    leaves_network: explained.leavesNetwork,
    what_leaves: explained.whatLeaves,
    stopped: toStoppedAnswer(explained.stop),
  };
}
