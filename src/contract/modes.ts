import { type Static, Type } from 'typebox';
import { modes } from '../kernel/records.ts';
import { closed, instant, maybe } from './common.ts';
import { featureWarning } from './features.ts';

const mode = Type.Enum([...modes], {
  description:
    '`bundled`: the platform’s models serve, own ones only when named. `byo`: own models only, the platform’s by policy alone.',
});
const embeddings = Type.Enum([...modes], {
  description: 'The same for embeddings; left out, they go with `mode`.',
});

export const putModeBody = closed({
  mode,
  embeddings: Type.Optional(embeddings),
  consent: Type.Optional(
    closed(
      { data_leaves_network: Type.Literal(true) },
      'That the tenant knows that data leaves its network: kept in the audit log.',
    ),
  ),
  force: Type.Optional(
    Type.Literal(true, { description: 'Skips the check of the default model, never the plan.' }),
  ),
});
export type PutModeBody = Static<typeof putModeBody>;

export const modeAnswer = closed(
  {
    mode,
    embeddings,
    warnings: Type.Array(featureWarning, {
      description: 'What the features that run on the default would miss on the tenant’s own models.',
    }),
    updated_at: maybe(instant('When it was last changed; null where it never was.')),
  },
  'Whose models serve an environment.',
);
export type ModeAnswer = Static<typeof modeAnswer>;
