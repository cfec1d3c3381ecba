import type { CurlRequest } from './curl-request.ts';
import type { Draft } from './draft.ts';

/** Headers that carry a key at some provider or gateway, whatever the provider in question expects. */
const keyHeaders = [
  'x-goog-api-key',
  'x-api-key',
  'api-key',
  'ocp-apim-subscription-key',
  'apikey',
  'x-auth-token',
];

/** Where each provider looks for a key by itself. */
const standardHeaders: Readonly<Record<string, string>> = {
  anthropic: 'x-api-key',
  azure_openai: 'api-key',
  google: 'x-goog-api-key',
};

/** Set by us, by the connection or by the body: nothing of the account's. */
const passing =
  /^(content-(type|length|encoding)|accept(-.*)?|user-agent|host|connection|cookie|origin|referer|anthropic-version|x-amz-(date|content-sha256)|x-stainless-.*|traceparent|tracestate|x-request-id|sec-.*|dnt|priority|pragma|cache-control|postman-token)$/;

/** How the command proves who it comes from, put where the credential has it. */
export function applyCurlProof(draft: Draft, request: CurlRequest, queryKey: string | undefined): void {
  const rest = new Map<string, [string, string]>();
  for (const [name, value] of request.headers) {
    const lower = name.toLowerCase();
    if (!passing.test(lower) && !rest.has(lower)) rest.set(lower, [name, value]);
    if (lower === 'cookie') draft.note('Cookies were left out: they belong to a browser’s session.');
  }
  if (request.sigv4 !== undefined || isSigned(rest)) applySignature(draft, request, rest);
  else if (!applyKeyHeader(draft, rest) && !applyAuthorization(draft, rest)) {
    if (request.user !== undefined)
      applyBasic(draft, Buffer.from(request.user).toString('base64'), 'option -u');
    else if (queryKey !== undefined) draft.setKey(queryKey, 'the address');
    else if (draft.credsType === 'API_KEY')
      draft.miss('api_key', 'No key stands in the command. Leave it empty where the server wants none.');
  }
  for (const [lower, [name, value]] of rest) {
    if (lower !== 'authorization') draft.setHeader(name, value);
    else draft.note('The Authorization header was left out: the key of another header was taken.');
  }
}

type Headers = Map<string, [string, string]>;

function take(headers: Headers, name: string): string | undefined {
  const value = headers.get(name)?.[1];
  headers.delete(name);
  return value;
}

function applyKeyHeader(draft: Draft, headers: Headers): boolean {
  const standard = draft.provider === undefined ? undefined : standardHeaders[draft.provider];
  const ordered = standard === undefined ? keyHeaders : [standard, ...keyHeaders];
  const name = ordered.find((header) => headers.has(header));
  if (name === undefined) return false;
  const written = headers.get(name)?.[0] ?? name;
  const taken = draft.setKey(take(headers, name) ?? '', (show) => `header ${show(written)}`);
  if (taken && name !== standard && draft.has('base_url')) {
    draft.set('auth_header', written, 'Header of the key', 'the header’s name');
    draft.set('auth_prefix', '', 'Nothing before the key', 'the header');
  }
  return true;
}

function applyAuthorization(draft: Draft, headers: Headers): boolean {
  const value = take(headers, 'authorization');
  if (value === undefined || value === '') return false;
  const space = value.indexOf(' ');
  const scheme = space === -1 ? '' : value.slice(0, space);
  const proof = value.slice(space + 1).trim();
  draft.hide(proof);
  if (scheme.toLowerCase() === 'basic') applyBasic(draft, proof, 'header Authorization');
  else if (scheme === '' || scheme.toLowerCase() === 'bearer') applyBearer(draft, proof, scheme);
  else if (/^[A-Za-z-]{1,30}$/.test(scheme)) {
    if (draft.setKey(proof, 'header Authorization')) setPrefix(draft, scheme);
  } else draft.miss('api_key', 'The Authorization header cannot be read.');
  return true;
}

function applyBearer(draft: Draft, token: string, scheme: string): void {
  if (draft.provider === 'google' && draft.has('gcp_location')) {
    draft.hide(token);
    draft.miss(
      'gcp_service_account',
      'The command’s access token ends within the hour: paste the key file of a service account.',
    );
    return;
  }
  if (draft.provider === 'azure_openai' && token.startsWith('eyJ')) {
    draft.hide(token);
    const detail =
      'The command’s Entra token ends within the hour: give the resource’s key, or a service principal.';
    draft.miss('api_key', detail);
    return;
  }
  if (!draft.setKey(token, 'header Authorization')) return;
  const isOwnServer = draft.has('base_url');
  const isElsewhere = draft.provider === 'anthropic' && isOwnServer;
  if (isElsewhere) draft.set('auth_header', 'Authorization', 'Header of the key', 'header Authorization');
  if (isElsewhere || (scheme === '' && isOwnServer)) setPrefix(draft, scheme);
}

function applyBasic(draft: Draft, encoded: string, from: string): void {
  if (draft.setKey(encoded, from)) setPrefix(draft, 'Basic');
}

function setPrefix(draft: Draft, prefix: string): void {
  draft.set(
    'auth_prefix',
    prefix,
    prefix === '' ? 'Nothing before the key' : 'Word before the key',
    'header Authorization',
  );
}

function isSigned(headers: Headers): boolean {
  return headers.get('authorization')?.[1].startsWith('AWS4-HMAC-SHA256') === true;
}

/** `--aws-sigv4 aws:amz:us-east-1:bedrock -u ID:SECRET`, or the signature that was made of both. */
function applySignature(draft: Draft, request: CurlRequest, headers: Headers): void {
  const signature = take(headers, 'authorization') ?? '';
  const [, signedId, signedRegion, signedService] =
    /Credential=([A-Z0-9]{16,128})\/\d{8}\/([a-z0-9-]{1,63})\/([a-z0-9-]{1,63})\//.exec(signature) ?? [];
  const [, , region, service] = request.sigv4?.split(':') ?? [];
  const [id, ...secret] = request.user?.split(':') ?? [];
  draft.credsType = 'AWS';
  const from = request.sigv4 === undefined ? 'the signature' : 'options -u and --aws-sigv4';
  draft.set('aws_access_key_id', id ?? signedId, 'Access key ID', from);
  draft.set('aws_secret_access_key', secret.join(':'), 'Secret access key', from);
  draft.set(
    'aws_session_token',
    take(headers, 'x-amz-security-token'),
    'Session token',
    'header X-Amz-Security-Token',
  );
  if (!draft.has('aws_region')) draft.set('aws_region', region ?? signedRegion, 'Region', from);
  if (request.sigv4 === undefined) {
    draft.miss(
      'aws_secret_access_key',
      'A signature is made with the secret key but does not hold it: paste the key itself.',
    );
  }
  if (draft.provider === 'bedrock') return;
  // Signed and not Bedrock's own host: a gateway on AWS that speaks OpenAI's protocol.
  draft.provider = 'openai';
  draft.set('aws_service', service ?? signedService, 'Service of the signature', from);
}
