import { type CallStoryAnswer, callParams, callStory } from '../../../contract/calls.ts';
import { toAttemptAnswer } from '../../../control/answers/attempt.ts';
import { findCall, windowOf } from '../../../control/calls/find-call.ts';
import { tellCall } from '../../../control/calls/tell-call.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';
import { toInstant } from '../answers.ts';
import { toQueuedCallAnswer } from '../queue/answers.ts';

export const getCallRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/calls/:request_id',
  access: { permission: 'ledger.view' },
  actsOn: 'environment_if_named',
  tag: 'Ledger',
  summary: 'See what happened to one call, and why, in words; operators need not name whose it was',
  params: callParams,
  answers: { 200: callStory },
  handle: async (call) => {
    const { services, params } = call;
    await services.shipAttempts();
    const place = call.place ?? (await findPlace(services, params.request_id));
    const found = await findCall(services.store, place, params.request_id);
    const { attempts, queued, policy } = found;
    const { state, summary, steps, headers } = tellCall(found);
    const body: CallStoryAnswer = {
      request_id: found.requestId,
      tenant: place.tenantId,
      environment: place.environment,
      state,
      summary,
      steps: steps.map(({ at, text }) => ({ at: toInstant(at), text })),
      attempts: attempts.map(toAttemptAnswer),
      policy: policy
        ? { agent_id: policy.agentId, policy: policy.policy, updated_at: toInstant(policy.updatedAt) }
        : null,
      queued_call: queued ? toQueuedCallAnswer(queued) : null,
      headers,
    };
    return { status: 200, body };
  },
});

async function findPlace({ ledgerChains }: Call['services'], requestId: string) {
  const place = await ledgerChains.findPlaceOfCall(requestId, windowOf(requestId, 0));
  if (!place) throw new PlugboardError('call_not_found');
  return place;
}
