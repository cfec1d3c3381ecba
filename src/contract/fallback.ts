import { type Static, Type } from 'typebox';
import { failurePolicies, namedFailureClasses } from '../kernel/failure-policy.ts';
import { limits } from '../kernel/limits.ts';
import { closed, instant, maybe, slug } from './common.ts';

const policy = Type.Enum([...failurePolicies], {
  description:
    'When the tenant’s own models cannot answer. `fail_closed`: nobody does. `queue_and_retry`: the call waits for them. `managed`: the platform’s models do, and data leaves the tenant’s network.',
});
const { fallback } = limits;
const configIds = Type.Array(Type.String({ format: 'uuid' }), {
  maxItems: fallback.targetsMax,
  uniqueItems: true,
  description:
    'Ids of own chat models that are tried next, in this order. Embeddings never move to another model.',
});
const targetsForNamed = Type.Boolean({
  description: 'Whether these also stand in for a model that a caller named, instead of for defaults alone.',
});
const managedOn = Type.Array(Type.Enum([...namedFailureClasses]), {
  maxItems: namedFailureClasses.length,
  uniqueItems: true,
  description: 'What else leads to a managed model: failures that the tenant itself can mend.',
});
const holdSeconds = Type.Integer({
  minimum: 1,
  maximum: fallback.holdSecondsMax,
  description: 'How long a client that waits for a queued call is kept on the line.',
});
const deadlineSeconds = Type.Integer({
  minimum: 1,
  maximum: fallback.deadlineSecondsMax,
  description: 'How long a queued call is tried at all.',
});
const maxAttempts = maybe(
  Type.Integer({
    minimum: 1,
    maximum: fallback.attemptsMax,
    description: 'How often a queued call is tried; null: until its deadline.',
  }),
);
export const consentBody = closed({ data_leaves_network: Type.Literal(true) });

export const putFallbackBody = closed(
  {
    policy,
    targets: Type.Optional(configIds),
    targets_for_named: Type.Optional(targetsForNamed),
    managed_on: Type.Optional(managedOn),
    consent: Type.Optional(consentBody),
    hold_s: Type.Optional(holdSeconds),
    deadline_s: Type.Optional(deadlineSeconds),
    max_attempts: Type.Optional(maxAttempts),
  },
  'The whole of it: what is left out is as if it was never set. Only a consent that was given stays.',
);
export type PutFallbackBody = Static<typeof putFallbackBody>;

export const fallbackQuery = closed({
  agent_id: Type.Optional(slug('The agent whose own policy is meant; left out, the environment’s.')),
});

export const fallbackAnswer = closed(
  {
    agent_id: maybe(Type.String({ description: 'Whose policy this is; null: the environment’s.' })),
    policy,
    effective_policy: Type.Enum([...failurePolicies], {
      description: 'What calls go by: under a lock a managed policy fails closed.',
    }),
    targets: Type.Array(Type.String()),
    targets_for_named: targetsForNamed,
    managed_on: Type.Array(Type.Enum([...namedFailureClasses])),
    consent: maybe(
      closed({
        by: closed({ kind: Type.String(), id: Type.String() }),
        at: instant('When it was given.'),
        meaning: Type.String({ description: 'The sentence that was agreed to.' }),
      }),
    ),
    consent_meaning: Type.String({ description: 'The sentence that a consent given now would agree to.' }),
    hold_s: holdSeconds,
    deadline_s: deadlineSeconds,
    max_attempts: maxAttempts,
    warnings: Type.Array(closed({ field: Type.String(), detail: Type.String() }), {
      description: 'What of this has no effect at present, and why.',
    }),
    updated_at: maybe(instant('When it was last changed; null where it never was.')),
  },
  'What happens when a tenant’s own model cannot answer.',
);
export type FallbackAnswer = Static<typeof fallbackAnswer>;
