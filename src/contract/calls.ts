import { type Static, Type } from 'typebox';
import { failurePolicies } from '../kernel/failure-policy.ts';
import { closed, environment, instant, maybe } from './common.ts';
import { attempt } from './ledger.ts';
import { queuedCallAnswer } from './queue.ts';

export const callParams = closed({
  request_id: Type.String({ maxLength: 100, description: 'The `x-request-id` of the call’s answer.' }),
});

export const callStory = closed(
  {
    request_id: Type.String(),
    tenant: Type.String(),
    environment,
    state: Type.Enum(['answered', 'failed', 'aborted', 'waiting']),
    summary: Type.String({ description: 'The whole of it in a sentence.' }),
    steps: Type.Array(closed({ at: instant('When.'), text: Type.String({ description: 'For a person.' }) })),
    attempts: Type.Array(attempt, { description: 'In the order in which they were made.' }),
    policy: maybe(
      closed({
        agent_id: maybe(Type.String()),
        policy: Type.Enum([...failurePolicies]),
        updated_at: instant('When it was last changed: after the call, and it may have been another then.'),
      }),
    ),
    queued_call: maybe(queuedCallAnswer),
    headers: maybe(
      Type.Record(Type.String(), Type.String(), {
        description: 'What its answer carried; null where no model answered.',
      }),
    ),
  },
  'What happened to one call, and why.',
);
export type CallStoryAnswer = Static<typeof callStory>;
