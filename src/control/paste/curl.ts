import { applyAddress, findKeyInQuery } from './address.ts';
import { isEntraHost } from './address-azure.ts';
import { readAssignments } from './assignments.ts';
import { applyCurlProof } from './curl-proof.ts';
import { type CurlRequest, formOf, modelOf, readCurl } from './curl-request.ts';
import type { Draft } from './draft.ts';
import { ShellReader } from './shell-words.ts';
import { findUrlPieces } from './url-pieces.ts';

interface Found {
  request: CurlRequest;
  /** How many more commands stand in the text. */
  others: number;
}

/** The first curl command that has an address. */
export function findCurl(text: string): Found | undefined {
  const starts = listStarts(text);
  const [first] = starts;
  if (first === undefined) return undefined;
  const reader = new ShellReader(text, readVariables(text));
  let request: CurlRequest | undefined;
  let others = 0;
  let passed = 0;
  for (const start of starts) {
    if (start < passed) continue;
    const command = reader.read(start);
    passed = command.end;
    const read = readCurl(command.words);
    if (request && read) others += 1;
    request ??= read;
  }
  return request && { request, others };
}

/** Behind each `curl` that stands where a command does. */
function listStarts(text: string): number[] {
  return [...text.matchAll(/(?<![\w./-])curl(?:\.exe)?(?=[ \t\\^`])/g)].map(
    ({ index, 0: word }) => index + word.length,
  );
}

/** What the lines around the command set: people paste the `export` of the key along with it. */
function readVariables(text: string): Map<string, string> {
  const variables = new Map<string, string>();
  for (const { name, value } of readAssignments(text).found) {
    if (!variables.has(name)) variables.set(name, value);
  }
  return variables;
}

export function applyCurl(draft: Draft, { request, others }: Found): boolean {
  hideAll(draft, request);
  const isToken = isTokenRequest(request);
  if (isToken) applyTokenRequest(draft, request);
  else if (!applyAddress(draft, request.url, 'the address')) return false;
  if (!isToken) {
    applyCurlProof(draft, request, findKeyInQuery(request.url));
    const model = modelOf(request);
    if (draft.provider === 'azure_openai') draft.setDeployment(model, 'the body');
    else draft.setModel(model, 'the body');
  }
  if (others > 0) {
    draft.note(`The first curl command was taken; ${others} more ${others === 1 ? 'was' : 'were'} left out.`);
  }
  noteConnection(draft, request);
  return true;
}

function hideAll(draft: Draft, { url, headers, user }: CurlRequest): void {
  draft.hide(findKeyInQuery(url));
  for (const [name, value] of headers) {
    if (isPublicHeader(name)) continue;
    draft.hide(value);
    const space = value.indexOf(' ');
    if (space > 0) draft.hide(value.slice(space + 1).trim());
  }
  if (user === undefined) return;
  draft.hide(user);
  draft.hide(user.slice(user.indexOf(':') + 1));
}

const publicHeaders = new Set([
  'content-type',
  'accept',
  'user-agent',
  'host',
  'anthropic-version',
  'anthropic-beta',
]);

export function isPublicHeader(name: string): boolean {
  return publicHeaders.has(name.toLowerCase());
}

function noteConnection(draft: Draft, { files, isUnchecked, hasProxy, data }: CurlRequest): void {
  if (files.has('cacert'))
    draft.miss('tls.ca_pem', 'The command only names the file: paste the certificate authority itself.');
  if (files.has('cert'))
    draft.miss('tls.client_cert_pem', 'The command only names the file: paste the certificate itself.');
  if (files.has('key') || files.has('cert')) {
    draft.miss('tls.client_key_pem', 'The command only names the file: paste the private key itself.');
  }
  if (isUnchecked) {
    draft.note(
      '-k was left out: certificates are always checked. Give the certificate authority if it is a private one.',
    );
  }
  if (hasProxy) draft.note('The proxy was left out: calls go out as the operator set it up.');
  if (data.some((piece) => piece.startsWith('@'))) {
    draft.note('The body is in a file that was not pasted: name the model yourself.');
  }
}

function isTokenRequest(request: CurlRequest): boolean {
  const pieces = findUrlPieces(request.url);
  if (!pieces) return false;
  return isEntraHost(pieces.hostname) || formOf(request).get('grant_type') === 'client_credentials';
}

/** A command that fetches a token: half of an OAuth2 account or of an Azure service principal. */
function applyTokenRequest(draft: Draft, request: CurlRequest): void {
  const form = formOf(request);
  const pieces = findUrlPieces(request.url);
  const scope = form.get('scope');
  const isAzure = pieces !== undefined && isEntraHost(pieces.hostname) && /azure\./.test(scope ?? 'azure.');
  const [user, ...password] = request.user?.split(':') ?? [];
  const basic = readBasic(request);
  const id = form.get('client_id') ?? user ?? basic?.id;
  const secret = form.get('client_secret') ?? (user === undefined ? basic?.secret : password.join(':'));
  draft.hide(secret);
  const from = 'the token request';
  draft.credsType = isAzure ? 'AZURE' : 'OAUTH2';
  draft.provider = isAzure ? 'azure_openai' : 'openai';
  draft.title = isAzure ? 'Azure OpenAI' : 'OAuth2 gateway';
  const url = withoutQuery(request.url);
  draft.set(
    isAzure ? 'azure_token_url' : 'token_url',
    url,
    (show) => `Token URL at ${show(pieces?.hostname ?? '')}`,
    from,
  );
  draft.set(isAzure ? 'azure_client_id' : 'client_id', id, 'Client ID', from);
  draft.set(isAzure ? 'azure_client_secret' : 'client_secret', secret, 'Client secret', from);
  if (isAzure) return;
  draft.set('scope', scope, (show) => `Scope ${show(scope ?? '')}`, from);
  const audience = form.get('audience');
  draft.set('audience', audience, (show) => `Audience ${show(audience ?? '')}`, from);
}

function readBasic({ headers }: CurlRequest): { id: string; secret: string } | undefined {
  const value = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
  const [, encoded] = /^Basic ([A-Za-z0-9+/=_-]{1,8192})$/i.exec(value) ?? [];
  if (encoded === undefined) return undefined;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { id, secret: secret.join(':') };
}

function withoutQuery(url: string): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}
