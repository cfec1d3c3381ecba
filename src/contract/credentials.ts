import { type Static, Type } from 'typebox';
import { closed, displayName, instant, maybe, slug } from './common.ts';
import { stopped } from './stopped.ts';

export const credsTypes = ['API_KEY', 'OAUTH2', 'AWS', 'AZURE', 'GCP'] as const;
export const providerNames = [
  'openai',
  'anthropic',
  'azure_openai',
  'bedrock',
  'google',
  'ollama',
  'sandbox',
] as const;
export const credentialStatuses = [
  'untested',
  'healthy',
  'auth_failed',
  'quota',
  'unreachable',
  'expired',
  'disabled',
  'needs_reentry',
] as const;

export const providerName = Type.Enum([...providerNames], { description: 'Whose wire is spoken.' });

/** The database keeps no NUL, and no field of ours means anything by one. */
export const noNul = '^[^\\u0000]*$';

/** Wide enough for a key file with a certificate chain; what a field really takes, its provider says. */
const value = (description: string) => Type.String({ maxLength: 65_536, pattern: noNul, description });
const secret = (description: string) => value(`${description} Write-only.`);

/** Every field that some way of authenticating takes. Which ones go together is the catalogue’s to say. */
const authenticationFields = {
  api_key: Type.Optional(secret('The provider’s key.')),
  base_url: Type.Optional(value('Replaces the provider’s own base whole.')),
  chat_path: Type.Optional(value('Instead of `/chat/completions`.')),
  embeddings_path: Type.Optional(value('Instead of `/embeddings`.')),
  models_path: Type.Optional(value('Instead of `/models`.')),
  headers: Type.Optional(
    Type.Record(Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' }), secret('A header’s value.'), {
      description: 'More headers on every call.',
      maxProperties: 20,
    }),
  ),
  auth_header: Type.Optional(value('The header that carries the key or token; `Authorization` by default.')),
  auth_prefix: Type.Optional(value('What stands before the key in that header; `Bearer` by default.')),
  tls: Type.Optional(
    closed({
      ca_pem: Type.Optional(value('The private CA that signed the server’s certificate.')),
      client_cert_pem: Type.Optional(value('Our certificate towards the server.')),
      client_key_pem: Type.Optional(secret('Its private key.')),
    }),
  ),
  token_url: Type.Optional(value('OAuth2: where tokens are had.')),
  client_id: Type.Optional(value('OAuth2 client id.')),
  client_secret: Type.Optional(secret('OAuth2 client secret, or a private key for `private_key_jwt`.')),
  scope: Type.Optional(value('OAuth2 scope.')),
  audience: Type.Optional(value('OAuth2 audience.')),
  client_auth: Type.Optional(Type.Enum(['basic', 'post', 'private_key_jwt'])),
  aws_access_key_id: Type.Optional(value('IAM access key id.')),
  aws_secret_access_key: Type.Optional(secret('IAM secret access key.')),
  aws_session_token: Type.Optional(secret('For temporary credentials.')),
  aws_region: Type.Optional(value('Region, such as `us-west-2`.')),
  aws_role_arn: Type.Optional(value('A role that the platform may assume.')),
  aws_service: Type.Optional(value('The service name that a SigV4 gateway expects.')),
  azure_endpoint: Type.Optional(value('The resource’s endpoint.')),
  api_version: Type.Optional(value('Not where the endpoint ends in `/openai/v1`.')),
  azure_client_id: Type.Optional(value('Service principal: application id.')),
  azure_client_secret: Type.Optional(secret('Service principal: client secret.')),
  azure_token_url: Type.Optional(value('Service principal: token URL of the directory.')),
  gcp_project: Type.Optional(value('Google Cloud project.')),
  gcp_location: Type.Optional(value('Vertex AI location.')),
  gcp_service_account: Type.Optional(
    Type.Union([secret('The key file’s text.'), Type.Record(Type.String(), Type.Unknown())], {
      description: 'Service-account key file, as JSON or as text. Write-only.',
    }),
  ),
};

const ownFields = {
  name: displayName,
  creds_type: Type.Enum([...credsTypes]),
  provider: Type.Optional(providerName),
  provider_id: Type.Optional(slug('How programs name this account; made from the name when left out.')),
  agent_id: Type.Optional(slug('Only this agent’s.')),
  expires_at: Type.Optional(instant('When the secret stops working; warned about before.')),
  data_region: Type.Optional(Type.String({ maxLength: 64, pattern: '^[A-Za-z0-9 ._-]*$' })),
};
export const createCredentialBody = closed({ ...ownFields, ...authenticationFields });
export type CreateCredentialBody = Static<typeof createCredentialBody>;

export const patchCredentialBody = closed({
  name: Type.Optional(displayName),
  enabled: Type.Optional(Type.Boolean()),
  order: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
  expires_at: Type.Optional(maybe(instant('When the secret stops working.'))),
  data_region: Type.Optional(maybe(Type.String({ maxLength: 64, pattern: '^[A-Za-z0-9 ._-]*$' }))),
  ...authenticationFields,
});
export type PatchCredentialBody = Static<typeof patchCredentialBody>;
export const rotateCredentialBody = closed(authenticationFields);

const healing = closed({ field: Type.String(), what: Type.String(), to: Type.Optional(Type.String()) });
const warning = closed({ field: Type.String(), detail: Type.String() });

export const credential = closed(
  {
    id: Type.String({ format: 'uuid' }),
    provider_id: Type.String({ description: 'Unique in the environment; programs may name it.' }),
    name: displayName,
    creds_type: Type.Enum([...credsTypes]),
    auth: Type.String({ description: 'The way of authenticating, as the catalogue names it.' }),
    provider: maybe(providerName),
    agent_id: maybe(Type.String()),
    settings: Type.Record(Type.String(), Type.String(), { description: 'What is not secret, by field.' }),
    secrets: Type.Array(
      closed({ field: Type.String(), last4: maybe(Type.String()), set_at: instant('When it was entered.') }),
      { description: 'Which secrets are stored. Their values are never answered.' },
    ),
    hosts: Type.Array(Type.String(), { description: 'The origins that the secrets are bound to.' }),
    enabled: Type.Boolean(),
    order: Type.Integer(),
    status: Type.Enum([...credentialStatuses]),
    status_detail: maybe(Type.String()),
    expires_at: maybe(instant('When the secret stops working.')),
    data_region: maybe(Type.String()),
    external_id: Type.Optional(Type.String({ description: 'For the role’s trust policy.' })),
    trust_policy: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    permissions_policy: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    healed: Type.Optional(Type.Array(healing, { description: 'What was mended in what was pasted.' })),
    warnings: Type.Optional(Type.Array(warning)),
    stopped,
    last_checked_at: maybe(instant('When it was last checked.')),
    last_used_at: maybe(instant('When it was last used, to within a minute.')),
    created_at: instant('When it was made.'),
    updated_at: instant('When it was last changed.'),
  },
  'How to reach and authenticate to one provider account.',
);
export type CredentialAnswer = Static<typeof credential>;

export const credentialParams = closed({ id: Type.String({ format: 'uuid' }) });
export const deleteCredentialQuery = closed({ cascade: Type.Optional(Type.Boolean({ default: false })) });

export const rotation = closed(
  {
    promoted: Type.Boolean({ description: 'Whether the new secrets took over.' }),
    credential,
    probes: Type.Array(
      closed({
        config: maybe(Type.String({ description: 'The model config that was tried; null: the account.' })),
        valid: maybe(Type.Boolean()),
        error: maybe(Type.String()),
      }),
    ),
    old_safe_to_revoke_at: maybe(
      instant('From then on no call of ours uses the old secret: revoke it at the provider.'),
    ),
  },
  'What became of a rotation.',
);
