import { presets } from '../../providers/openai-compatible/presets.ts';
import type { TextField } from './draft.ts';

export type Family =
  | 'openai'
  | 'anthropic'
  | 'azure'
  | 'aws'
  | 'gemini'
  | 'vertex'
  | 'ollama'
  | 'oauth2'
  | 'plain'
  | `preset:${string}`;

/** What a variable is for. `address` and the like say more than one field does. */
export type Role =
  | TextField
  | 'address'
  | 'model'
  | 'deployment'
  | 'tenant'
  | 'authority'
  | 'key_file_path'
  | 'api_type'
  | 'organization'
  | 'project_header';

export interface Meaning {
  family: Family;
  role: Role;
}

const variables: Readonly<
  Record<Exclude<Family, `preset:${string}`>, Partial<Record<Role, readonly string[]>>>
> = {
  openai: {
    api_key: ['OPENAI_API_KEY', 'OPENAI_KEY', 'OPENAI_TOKEN'],
    address: ['OPENAI_BASE_URL', 'OPENAI_API_BASE', 'OPENAI_API_BASE_URL', 'OPENAI_ENDPOINT', 'OPENAI_HOST'],
    model: ['OPENAI_MODEL', 'OPENAI_MODEL_NAME', 'OPENAI_DEFAULT_MODEL'],
    api_type: ['OPENAI_API_TYPE'],
    api_version: ['OPENAI_API_VERSION'],
    organization: ['OPENAI_ORG_ID', 'OPENAI_ORGANIZATION', 'OPENAI_ORG'],
    project_header: ['OPENAI_PROJECT_ID', 'OPENAI_PROJECT'],
  },
  anthropic: {
    api_key: ['ANTHROPIC_API_KEY', 'CLAUDE_API_KEY', 'ANTHROPIC_AUTH_TOKEN'],
    address: ['ANTHROPIC_BASE_URL', 'ANTHROPIC_API_URL'],
    model: ['ANTHROPIC_MODEL', 'CLAUDE_MODEL'],
  },
  azure: {
    api_key: ['AZURE_OPENAI_API_KEY', 'AZURE_OPENAI_KEY', 'AZURE_API_KEY', 'AZURE_INFERENCE_CREDENTIAL'],
    address: [
      'AZURE_OPENAI_ENDPOINT',
      'AZURE_OPENAI_BASE_URL',
      'AZURE_API_BASE',
      'AZURE_OPENAI_API_BASE',
      'AZURE_ENDPOINT',
      'AZURE_INFERENCE_ENDPOINT',
      'azure_endpoint',
    ],
    api_version: ['AZURE_OPENAI_API_VERSION', 'AZURE_API_VERSION', 'AZURE_OPENAI_VERSION', 'api_version'],
    deployment: [
      'AZURE_OPENAI_DEPLOYMENT',
      'AZURE_OPENAI_DEPLOYMENT_NAME',
      'AZURE_OPENAI_API_DEPLOYMENT_NAME',
      'AZURE_OPENAI_CHAT_DEPLOYMENT_NAME',
      'AZURE_DEPLOYMENT',
      'azure_deployment',
      'deployment_name',
    ],
    model: ['AZURE_OPENAI_MODEL', 'AZURE_OPENAI_MODEL_NAME'],
    azure_client_id: ['AZURE_CLIENT_ID', 'azure_client_id'],
    azure_client_secret: ['AZURE_CLIENT_SECRET', 'azure_client_secret'],
    azure_token_url: ['AZURE_TOKEN_URL', 'azure_token_url'],
    tenant: ['AZURE_TENANT_ID', 'tenant_id'],
    authority: ['AZURE_AUTHORITY_HOST'],
  },
  aws: {
    aws_access_key_id: ['AWS_ACCESS_KEY_ID', 'AWS_ACCESS_KEY', 'aws_access_key'],
    aws_secret_access_key: ['AWS_SECRET_ACCESS_KEY', 'AWS_SECRET_KEY'],
    aws_session_token: ['AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN'],
    aws_region: [
      'AWS_REGION',
      'AWS_DEFAULT_REGION',
      'AWS_REGION_NAME',
      'AWS_BEDROCK_REGION',
      'BEDROCK_REGION',
    ],
    api_key: ['AWS_BEARER_TOKEN_BEDROCK'],
    aws_role_arn: ['AWS_ROLE_ARN'],
    address: ['AWS_ENDPOINT_URL_BEDROCK_RUNTIME', 'BEDROCK_BASE_URL', 'ANTHROPIC_BEDROCK_BASE_URL'],
    model: ['BEDROCK_MODEL_ID', 'AWS_BEDROCK_MODEL', 'AWS_BEDROCK_MODEL_ID', 'BEDROCK_MODEL'],
  },
  gemini: {
    api_key: [
      'GEMINI_API_KEY',
      'GOOGLE_API_KEY',
      'GOOGLE_GENERATIVE_AI_API_KEY',
      'GOOGLE_AI_API_KEY',
      'GOOGLE_GENAI_API_KEY',
    ],
    model: ['GEMINI_MODEL', 'GOOGLE_MODEL'],
  },
  vertex: {
    gcp_service_account: [
      'GOOGLE_APPLICATION_CREDENTIALS_JSON',
      'GOOGLE_CREDENTIALS',
      'GOOGLE_SERVICE_ACCOUNT',
      'GOOGLE_SERVICE_ACCOUNT_JSON',
      'GOOGLE_SERVICE_ACCOUNT_KEY',
      'GCP_SERVICE_ACCOUNT',
      'GCP_SERVICE_ACCOUNT_JSON',
      'GCP_CREDENTIALS',
      'VERTEX_CREDENTIALS',
      'VERTEXAI_CREDENTIALS',
    ],
    key_file_path: ['GOOGLE_APPLICATION_CREDENTIALS'],
    gcp_project: [
      'GOOGLE_CLOUD_PROJECT',
      'GCP_PROJECT',
      'GCP_PROJECT_ID',
      'GCLOUD_PROJECT',
      'GOOGLE_PROJECT_ID',
      'VERTEXAI_PROJECT',
      'VERTEX_PROJECT',
      'VERTEX_PROJECT_ID',
      'ANTHROPIC_VERTEX_PROJECT_ID',
    ],
    gcp_location: [
      'GOOGLE_CLOUD_LOCATION',
      'GOOGLE_CLOUD_REGION',
      'GCP_LOCATION',
      'GCP_REGION',
      'VERTEXAI_LOCATION',
      'VERTEX_LOCATION',
      'VERTEX_REGION',
      'CLOUD_ML_REGION',
    ],
    model: ['VERTEX_MODEL', 'VERTEXAI_MODEL'],
  },
  ollama: {
    address: ['OLLAMA_HOST', 'OLLAMA_BASE_URL', 'OLLAMA_API_BASE', 'OLLAMA_URL', 'OLLAMA_ENDPOINT'],
    api_key: ['OLLAMA_API_KEY'],
    model: ['OLLAMA_MODEL'],
  },
  oauth2: {
    token_url: ['token_url', 'OAUTH_TOKEN_URL', 'OAUTH2_TOKEN_URL', 'TOKEN_ENDPOINT'],
    client_id: ['client_id', 'OAUTH_CLIENT_ID', 'OAUTH2_CLIENT_ID'],
    client_secret: ['client_secret', 'OAUTH_CLIENT_SECRET', 'OAUTH2_CLIENT_SECRET'],
    scope: ['scope', 'OAUTH_SCOPE', 'OAUTH2_SCOPE'],
    audience: ['audience', 'OAUTH_AUDIENCE'],
  },
  plain: {
    api_key: ['api_key', 'apikey', 'key', 'LLM_API_KEY', 'API_TOKEN', 'api-key', 'token'],
    address: [
      'base_url',
      'baseurl',
      'api_base',
      'LLM_BASE_URL',
      'LLM_API_BASE',
      'endpoint',
      'url',
      'API_URL',
      'target_uri',
    ],
    model: ['model', 'model_name', 'LLM_MODEL'],
  },
};

/** Other names under which a preset's key is known than `<ID>_API_KEY`. */
const presetKeys: Readonly<Record<string, readonly string[]>> = {
  together: ['TOGETHERAI_API_KEY', 'TOGETHER_AI_API_KEY'],
  fireworks: ['FIREWORKS_AI_API_KEY'],
  xai: ['GROK_API_KEY'],
};

const meanings = new Map<string, Meaning>();
for (const [family, roles] of Object.entries(variables)) {
  for (const [role, names] of Object.entries(roles)) {
    for (const name of names)
      meanings.set(name.toUpperCase(), { family: family as Family, role: role as Role });
  }
}
for (const { id } of presets) {
  const family: Family = `preset:${id}`;
  const prefix = id.toUpperCase();
  for (const name of [`${prefix}_API_KEY`, ...(presetKeys[id] ?? [])])
    meanings.set(name, { family, role: 'api_key' });
  for (const ending of ['BASE_URL', 'API_BASE'])
    meanings.set(`${prefix}_${ending}`, { family, role: 'address' });
  meanings.set(`${prefix}_MODEL`, { family, role: 'model' });
}

/** What a variable of this name is for, with the name as it is known; nothing of what was pasted is in the answer. */
export function findMeaning(name: string): (Meaning & { known: string }) | undefined {
  const upper = name.toUpperCase();
  for (const prefix of ['', 'VITE_', 'NEXT_PUBLIC_', 'REACT_APP_', 'TF_VAR_']) {
    const known = upper.startsWith(prefix) ? upper.slice(prefix.length) : upper;
    const meaning = meanings.get(known);
    if (meaning) return { ...meaning, known };
  }
  return undefined;
}
