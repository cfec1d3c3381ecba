import type { Address } from './address-shape.ts';
import type { TextField } from './draft.ts';
import { originOfPieces, type UrlPieces } from './url-pieces.ts';

const resourceHost =
  /^([a-z0-9-]{1,63})\.(openai|services\.ai|cognitiveservices)\.azure\.(com|us|cn)$|^[a-z0-9-]{1,63}\.api\.cognitive\.microsoft\.(com|us)$/;

/** The families of addresses that Azure shows (reference/wire-protocols.md, section 6.1), also behind API Management. */
export function findAzureAddress(pieces: UrlPieces): Address | undefined {
  const { hostname, segments } = pieces;
  const isOwnHost = resourceHost.test(hostname);
  const openai = segments.indexOf('openai');
  const isDeployment = openai !== -1 && segments[openai + 1] === 'deployments';
  if (!isOwnHost && !isDeployment) return undefined;
  if (isOwnHost && segments[0] === 'anthropic') return claudeInFoundry(pieces);
  // What stands before /openai belongs to a gateway; on Azure's own hosts nothing does.
  const prefix = isOwnHost || openai === -1 ? [] : segments.slice(0, openai);
  const root = [originOfPieces(pieces), ...prefix.map(encodeURIComponent)].join('/');
  const version = pieces.query.get('api-version');
  const base = { title: 'Azure OpenAI', detail: hostname.split('.')[0] ?? hostname, ...azure };
  if (openai !== -1 && segments[openai + 1] === 'v1') {
    return { ...base, fields: { azure_endpoint: `${root}/openai/v1` } };
  }
  if (hostname.endsWith('.services.ai.azure.com') && (segments[0] === 'models' || segments[0] === 'api')) {
    const notes = [
      segments[0] === 'api'
        ? 'The address of a Foundry project was pasted: the resource’s own endpoint ending in /openai/v1 was taken.'
        : 'The address of the model inference API was pasted: the same resource’s endpoint ending in /openai/v1 was taken.',
    ];
    return { ...base, fields: { azure_endpoint: `${root}/openai/v1` }, notes };
  }
  const fields: Partial<Record<TextField, string>> = {
    azure_endpoint: root,
    ...(version !== undefined && { api_version: version }),
  };
  return { ...base, fields, deployment: isDeployment ? segments[openai + 2] : undefined };
}

const azure = { provider: 'azure_openai', credsType: 'AZURE' } as const;

/** Claude on Foundry speaks Anthropic's protocol under a path of its own. */
function claudeInFoundry(pieces: UrlPieces): Address {
  return {
    title: 'Claude in Foundry',
    detail: pieces.hostname.split('.')[0] ?? pieces.hostname,
    provider: 'anthropic',
    credsType: 'API_KEY',
    fields: { base_url: `${originOfPieces(pieces)}/anthropic` },
  };
}

const entraHost =
  /^login\.(microsoftonline\.(com|us)|partner\.microsoftonline\.cn|windows\.net|microsoft\.com)$/;

export function isEntraHost(hostname: string): boolean {
  return entraHost.test(hostname);
}

/** Where a directory gives out tokens; undefined where it is named by nothing that could be a directory. */
export function entraTokenUrl(
  tenant: string,
  authority = 'https://login.microsoftonline.com',
): string | undefined {
  if (!/^[A-Za-z0-9.-]{1,253}$/.test(tenant)) return undefined;
  let host = authority;
  while (host.endsWith('/')) host = host.slice(0, -1);
  return `${host}/${tenant}/oauth2/v2.0/token`;
}
