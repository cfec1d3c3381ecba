import type { CreateCredentialBody } from '../../contract/credentials.ts';

type Fields = Partial<CreateCredentialBody>;

interface Missing {
  field: string;
  detail: string;
}

const details: Partial<Record<keyof CreateCredentialBody, string>> = {
  api_key: 'The provider’s key.',
  base_url: 'Where the gateway answers, up to /v1.',
  token_url: 'Where tokens are asked for.',
  client_id: 'The client ID.',
  client_secret: 'The client secret.',
  aws_access_key_id: 'The access key ID, AKIA… or ASIA….',
  aws_secret_access_key: 'The secret access key that belongs to the access key ID.',
  aws_region: 'The region, such as us-west-2.',
  azure_endpoint: 'The endpoint of the resource, such as https://myresource.openai.azure.com.',
  api_version: 'The API version, such as 2024-10-21; not where the endpoint ends in /openai/v1.',
  azure_client_id: 'The application (client) ID of the service principal.',
  azure_client_secret: 'The client secret of the service principal.',
  azure_token_url: 'https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token, with the tenant’s ID.',
  gcp_project: 'The ID of the Google Cloud project.',
  gcp_location: 'The region of Vertex AI, such as us-central1, or global.',
  gcp_service_account: 'The key file of a service account.',
};

/** What the account still needs before it can be tested, by the rules of `POST /llm_credentials`. */
export function listMissing(fields: Fields): Missing[] {
  const missing: Missing[] = listNeeded(fields)
    .filter((field) => fields[field] === undefined)
    .map((field) => ({ field, detail: details[field] ?? 'Needed.' }));
  if (fields.aws_access_key_id?.startsWith('ASIA') && fields.aws_session_token === undefined) {
    missing.push({
      field: 'aws_session_token',
      detail: 'Temporary keys (ASIA…) work only with their session token.',
    });
  }
  if (fields.provider === undefined && fields.base_url === undefined) {
    missing.push({
      field: 'provider',
      detail: 'Whose key this is; for a gateway or a hosted service its base_url.',
    });
  }
  return missing;
}

function listNeeded(fields: Fields): (keyof CreateCredentialBody)[] {
  switch (fields.creds_type) {
    case 'API_KEY':
      return fields.base_url === undefined ? ['api_key'] : [];
    case 'OAUTH2':
      return ['base_url', 'token_url', 'client_id', 'client_secret'];
    case 'AWS':
      if (fields.api_key !== undefined || fields.aws_role_arn !== undefined) return ['aws_region'];
      return ['aws_access_key_id', 'aws_secret_access_key', 'aws_region'];
    case 'AZURE':
      return [...azurePlace(fields), ...azureProof(fields)];
    case 'GCP':
      return needsServiceAccount(fields)
        ? ['gcp_project', 'gcp_location', 'gcp_service_account']
        : ['api_key'];
    default:
      return [];
  }
}

function azurePlace({ azure_endpoint }: Fields): (keyof CreateCredentialBody)[] {
  const isUndated = azure_endpoint?.endsWith('/openai/v1') === true;
  return isUndated ? ['azure_endpoint'] : ['azure_endpoint', 'api_version'];
}

function azureProof(fields: Fields): (keyof CreateCredentialBody)[] {
  const { azure_client_id, azure_client_secret, azure_token_url } = fields;
  const isPrincipal = [azure_client_id, azure_client_secret, azure_token_url].some(
    (value) => value !== undefined,
  );
  return isPrincipal ? ['azure_client_id', 'azure_client_secret', 'azure_token_url'] : ['api_key'];
}

function needsServiceAccount({ gcp_project, gcp_location, gcp_service_account }: Fields): boolean {
  return [gcp_project, gcp_location, gcp_service_account].some((value) => value !== undefined);
}
