import { type Static, Type } from 'typebox';
import { modes } from '../kernel/records.ts';
import { closed, displayName, environment, instant } from './common.ts';
import { noNul, providerName } from './credentials.ts';
import { modelText } from './model-configs.ts';
import { confirmation, somethingSaid } from './service-requests.ts';

/** What operators do for a request, and what its tenant approves. */

const reason = Type.String({
  minLength: 1,
  maxLength: 2000,
  pattern: somethingSaid,
  description: 'Why it is done although a check is red. The tenant reads it, and it is audited.',
});
const credentialId = Type.String({ format: 'uuid', description: 'Left out: the one that came by deposit.' });

export const configureBody = closed({
  environment,
  llm_credentials_id: Type.Optional(credentialId),
  provider: Type.Optional(providerName),
  models: Type.Optional(
    Type.Array(
      closed({
        model_name: modelText,
        name: Type.Optional(displayName),
        deployment_name: Type.Optional(modelText),
        streaming: Type.Optional(Type.Boolean()),
      }),
      { minItems: 1, maxItems: 50, description: 'Left out: those that the request names.' },
    ),
  ),
});

export const validateEnvironmentBody = closed({ environment });

export const activateBody = closed({
  environment,
  override_reason: Type.Optional(reason),
  embeddings: Type.Optional(
    Type.Enum([...modes], { description: 'As for `PUT /mode`: left out, they go with the rest.' }),
  ),
  confirm_no_secrets: confirmation,
});

const url = Type.String({ minLength: 1, maxLength: 2048, pattern: noNul });

export const carryOutBody = closed({
  target_id: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 256,
      pattern: noNul,
      description: 'Where the tenant named it in words only: a model config or a credential.',
    }),
  ),
  llm_credentials_id: Type.Optional(credentialId),
  provider: Type.Optional(providerName),
  model_name: Type.Optional(modelText),
  name: Type.Optional(displayName),
  enabled: Type.Optional(Type.Boolean()),
  endpoint_url: Type.Optional(url),
  token_url: Type.Optional(url),
  confirm_conversations: Type.Optional(
    Type.Integer({
      minimum: 0,
      description: 'For a removal: how many conversations will show an error, as the preview says.',
    }),
  ),
  override_reason: Type.Optional(reason),
  confirm_no_secrets: confirmation,
});
export type CarryOutBody = Static<typeof carryOutBody>;

export const approveBody = closed({ data_leaves_network: Type.Literal(true) });

export const previewQuery = closed({
  target_id: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 256,
      pattern: noNul,
      description: 'For operators, who place a removal that was asked for in words only.',
    }),
  ),
});

export const removalPreview = closed(
  {
    llm_configs: Type.Array(closed({ id: Type.String(), name: Type.String() })),
    with_credential: Type.Boolean({ description: 'The credential goes with them.' }),
    conversations: closed({
      count: Type.Integer({ description: 'How many will show an error: `confirm_conversations` takes it.' }),
      newest: Type.Array(
        closed({
          id: Type.String(),
          llm_config_id: Type.String(),
          updated_at: instant('When it was last used.'),
        }),
        { description: 'Without whose they are, and what about.' },
      ),
    }),
    features: Type.Array(Type.String(), { description: 'Those that go on with the default model.' }),
  },
  'What a removal breaks.',
);
