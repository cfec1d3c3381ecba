import { randomBytes, randomUUID } from 'node:crypto';
import { startTokenServer, type TokenAnswer, type TokenServer } from './token-server.ts';

export interface Entra extends TokenServer {
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  tokens: Set<string>;
}

/** Microsoft Entra's token endpoint for a service principal, with the errors that it is known for. */
export async function startEntra({
  scope = 'https://cognitiveservices.azure.com/.default',
}: {
  scope?: string;
} = {}): Promise<Entra> {
  const tenant = randomUUID();
  const clientId = randomUUID();
  const clientSecret = randomBytes(24).toString('base64url');
  const tokens = new Set<string>();
  const server = await startTokenServer(({ path, form, headers }) => {
    if (path !== `/${tenant}/oauth2/v2.0/token`)
      return refused(400, 'invalid_request', 90002, 'Tenant not found.');
    if (form.get('grant_type') !== 'client_credentials')
      return refused(400, 'unsupported_grant_type', 70003, '');
    if (headers.authorization !== undefined) return refused(400, 'invalid_request', 900144, 'One way only.');
    if (form.get('client_id') !== clientId) {
      return refused(400, 'unauthorized_client', 700016, 'Application was not found in the directory.');
    }
    if (form.get('client_secret') !== clientSecret) {
      return refused(401, 'invalid_client', 7000215, 'Invalid client secret provided.');
    }
    if (form.get('scope') !== scope)
      return refused(400, 'invalid_scope', 70011, 'The provided scope is not valid.');
    const token = `eyJ.${randomBytes(16).toString('base64url')}`;
    tokens.add(token);
    const lifetime = { expires_in: 3_599, ext_expires_in: 7_199 };
    return { status: 200, body: { token_type: 'Bearer', ...lifetime, access_token: token } };
  });
  const tokenUrl = `${server.origin}/${tenant}/oauth2/v2.0/token`;
  return Object.assign(server, { tokenUrl, clientId, clientSecret, tokens });
}

function refused(status: number, error: string, code: number, description: string): TokenAnswer {
  const body = { error, error_description: `AADSTS${code}: ${description}`, error_codes: [code] };
  return { status, body };
}
