import { type Static, Type } from 'typebox';
import { queuedCallStatuses, queueStates } from '../kernel/queued-calls.ts';
import { closed, instant, listQuery, maybe, slug } from './common.ts';

const status = Type.Enum([...queuedCallStatuses], {
  description:
    '`queued` and `running` calls wait for their model; the others are over, and shown for a day. `expired`: not answered before its deadline.',
});
const state = Type.Enum([...queueStates], {
  description:
    '`paused`: nothing is tried, what comes waits. `draining`: what is there is worked off; new calls fail as if there were no queue.',
});

export const queueQuery = Type.Object(
  { ...listQuery.properties, status: Type.Optional(status) },
  { additionalProperties: false },
);
export const queuedCallParams = closed({
  id: Type.String({ format: 'uuid', description: 'The `queue_id`.' }),
});

export const queuedCallAnswer = closed(
  {
    id: Type.String(),
    status,
    operation: Type.String(),
    model: maybe(Type.String({ description: 'As the caller named it; null: the default.' })),
    config: maybe(Type.String({ description: 'The id of the model config that it led to when it came in.' })),
    feature: maybe(Type.String()),
    agent: maybe(Type.String()),
    user: maybe(Type.String({ description: 'For whom a service called.' })),
    attempts: Type.Integer({
      description: 'How often it was tried, with the first time. Not while the way to the model is closed.',
    }),
    created_at: instant('When the call came in.'),
    next_attempt_at: maybe(instant('When it is tried next, at the earliest.')),
    deadline: instant('When it is given up.'),
    last_failure: maybe(
      closed(
        { class: Type.String(), message: Type.String() },
        'What the last attempt failed of, in words that callers may read.',
      ),
    ),
    error_code: maybe(Type.String({ description: 'Why there will be no answer.' })),
    finished_at: maybe(instant('When it was over.')),
    request_id: Type.String({ description: 'Of the call: its attempts in the ledger carry the same.' }),
  },
  'A call in the queue. What was asked and answered is not shown: whoever made it fetches that from `/v1/queue/{id}`.',
);
export type QueuedCallAnswer = Static<typeof queuedCallAnswer>;

const summary = {
  depth: Type.Integer({ description: 'How many calls wait, with those that are being tried.' }),
  oldest_age_s: Type.Integer({ description: 'For how long the one that came first has waited.' }),
  running: Type.Integer({ description: 'How many are being tried now.' }),
  state,
};
export const queueSummaryAnswer = closed(summary);
export type QueueSummaryAnswer = Static<typeof queueSummaryAnswer>;

const tenantId = slug('The tenant.');
export const tenantQueueParams = closed({ id: tenantId });
export const putTenantQueueBody = closed({ state });
export const tenantQueueAnswer = closed({ tenant_id: tenantId, ...summary });
export const cancelledAnswer = closed({ cancelled: Type.Integer({ description: 'How many calls waited.' }) });
