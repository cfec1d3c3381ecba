import { type Static, Type } from 'typebox';
import { failurePolicies } from '../kernel/failure-policy.ts';
import { modes } from '../kernel/records.ts';
import { closed, environment, instant, maybe } from './common.ts';
import { explainedTarget, rule } from './routing.ts';
import { signed } from './signed.ts';

const names = (description: string) => Type.Array(Type.String(), { description });
const { reason: _reason, ...ofTarget } = explainedTarget.properties;

export const possibleTarget = closed(
  {
    ...ofTarget,
    model: Type.String({
      description:
        'What the provider is asked for; `*`: any model of the account, named as `<provider_id>/<model>`.',
    }),
    operation: Type.Enum(['chat', 'embedding']),
    reasons: Type.Array(rule, { description: 'By which rules it can be reached.' }),
    agents: Type.Array(maybe(Type.String()), {
      description: 'Whose calls can reach it; null: those of no agent.',
    }),
    hosts: names('By name: where calls go, and where the token for them comes from.'),
    region: maybe(
      Type.String({
        description:
          'Where it is answered: by the account’s settings, its `data_region`, or its model’s inference profile; null where nothing says it.',
      }),
    ),
  },
  'One model on one account that some call could reach.',
);

export const routingStatement = closed({
  kind: Type.Literal('routing'),
  deployment: Type.String(),
  tenant: Type.String(),
  environment,
  at: instant('When this was so. A change is in the audit log.'),
  plan: Type.Enum(['standard', 'enterprise']),
  mode: Type.Enum([...modes]),
  embeddings_mode: Type.Enum([...modes]),
  policies: Type.Array(
    closed({
      agent_id: maybe(Type.String({ description: 'Null: the environment’s.' })),
      policy: Type.Enum([...failurePolicies]),
      effective_policy: Type.Enum([...failurePolicies], { description: 'Under the lock.' }),
      consented: Type.Boolean({
        description: 'Whether a consent that data leaves the network is recorded.',
      }),
    }),
  ),
  lock: closed({
    managed: maybe(Type.Literal('never')),
    regions: maybe(Type.Array(Type.String())),
    hosts: maybe(Type.Array(Type.String())),
  }),
  managed: closed({
    possible: Type.Boolean({ description: 'Whether any call could reach a managed model.' }),
    by_mode: Type.Boolean({ description: 'Because the mode lets them serve.' }),
    by_fallback: Type.Boolean({ description: 'In place of an own model that cannot answer.' }),
  }),
  hosts: names('Every host that a call could take.'),
  regions: names('Every region that is known of a target.'),
  region_unknown: Type.Boolean({
    description: 'Whether there are targets of which nothing says the region.',
  }),
  targets: Type.Array(possibleTarget),
});
export type RoutingStatement = Static<typeof routingStatement>;

export const routingProof = signed(
  routingStatement,
  'A signed statement of every route that a call could take now, before any is made.',
);
