import { type Static, Type } from 'typebox';
import { keptKindNames, sentKindNames } from '../kernel/data-kinds.ts';
import { modes } from '../kernel/records.ts';
import { closed, environment, instant, maybe } from './common.ts';
import { explainedTarget } from './routing.ts';
import { possibleTarget, routingStatement } from './routing-proof.ts';

const flow = closed(
  {
    ...possibleTarget.properties,
    when: Type.Array(Type.Enum(['by_default', 'when_named', 'when_others_cannot_answer']), {
      description: 'When calls go there.',
    }),
  },
  'Where content of calls goes, and when.',
);

const feature = closed({
  id: Type.String(),
  name: Type.String(),
  operation: Type.Enum(['chat', 'embedding']),
  target: maybe(explainedTarget),
  refused: maybe(
    Type.String({ description: 'The code that its calls would get instead; null where one serves it.' }),
  ),
});

const kept = closed(
  {
    what: Type.Enum([...keptKindNames]),
    has_content: Type.Boolean({ description: 'Whether it holds words of calls or answers.' }),
    sealed: Type.Boolean({ description: 'Whether it is encrypted under the tenant’s own data key.' }),
    kept_for_s: maybe(
      Type.Integer({
        minimum: 0,
        description: 'For how long at most; 0: it is not kept. Null: as long as the environment is there.',
      }),
    ),
    setting: maybe(Type.String({ description: 'The path of the API under which that is changed.' })),
    detail: Type.String(),
  },
  'Something that is stored here.',
);

const sent = closed(
  {
    what: Type.Enum([...sentKindNames]),
    hosts: Type.Array(Type.String(), { description: 'Empty: nothing is sent.' }),
    detail: Type.String(),
  },
  'What else leaves, without a word of a call.',
);

const { mode, embeddings_mode, managed, hosts, regions, region_unknown } = routingStatement.properties;

export const dataFlow = closed(
  {
    tenant: Type.String(),
    environment,
    at: instant('When this was so.'),
    mode,
    embeddings_mode,
    managed,
    hosts,
    regions,
    region_unknown,
    default_by_mode: closed(
      Object.fromEntries(modes.map((name) => [name, maybe(explainedTarget)])) as Record<
        (typeof modes)[number],
        ReturnType<typeof maybe<typeof explainedTarget>>
      >,
      'Where a chat call that names nothing goes in each mode, whichever is set: with own models and without.',
    ),
    features: Type.Array(feature, {
      description: 'Where the calls of each of the platform’s features go now.',
    }),
    flows: Type.Array(flow, { description: 'Everywhere that content of calls can go now.' }),
    kept: Type.Array(kept),
    also_sent: Type.Array(sent),
  },
  'What content goes to whom, where, and what is kept here for how long.',
);
export type DataFlow = Static<typeof dataFlow>;
