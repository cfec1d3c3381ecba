import { readUrl } from '../heal-url.ts';
import { isHostOf } from '../url-parts.ts';

/** What people paste as an endpoint, in its one form (reference/wire-protocols.md, section 6.1). */
export type EndpointReading =
  | {
      ok: true;
      /** Without a slash at its end; ends in `/openai/v1` for that family, and before `/openai` for the other. */
      endpoint: string;
      /** Of the query of a pasted target URI. */
      apiVersion?: string;
      healed: string[];
    }
  | { ok: false; detail: string };

export function readAzureEndpoint(text: string): EndpointReading {
  const reading = readUrl(text, { query: true });
  if (!reading.ok) return reading;
  const [address = '', query = ''] = reading.url.split('?');
  const start = address.indexOf('/', address.indexOf('://') + 3);
  const host = start === -1 ? address : address.slice(0, start);
  const path = (start === -1 ? '' : address.slice(start)).replace(/\/{2,}/g, '/').replace(/\/$/, '');
  const { kept, healed } = cutOperation(host, path);
  const apiVersion = new URLSearchParams(query).get('api-version') ?? undefined;
  const endpoint = `${host}${kept}`;
  if (query !== '') healed.push('took the query away');
  return { ok: true, endpoint, healed, ...(apiVersion !== undefined && { apiVersion }) };
}

/** Whatever stands before `/openai` stays: API managers put services under prefixes. */
function cutOperation(host: string, path: string): { kept: string; healed: string[] } {
  const v1 = /^(.*?\/openai\/v1)(\/.*)?$/i.exec(path);
  if (v1) return { kept: v1[1] ?? '', healed: v1[2] ? [`took ${v1[2]} away`] : [] };
  const [, prefix, operation, deployment] =
    /^(.*?)\/openai(\/deployments\/([^/]+))?(?:\/.*)?$/i.exec(path) ?? [];
  if (prefix !== undefined) {
    const told =
      operation === undefined
        ? 'took /openai away'
        : `took the deployment ${deployment ?? ''} away: it is a model’s name, not a part of the endpoint`;
    return { kept: prefix, healed: [told] };
  }
  if (isHostOf(host, 'services.ai.azure.com')) {
    // Foundry's inference API and its projects: the same models answer under /openai/v1.
    if (/^\/(models|api\/projects\/[^/]+)(\/|$)/i.test(path)) {
      return { kept: '/openai/v1', healed: [`put /openai/v1 in the place of ${path}`] };
    }
  }
  return { kept: path, healed: [] };
}

export function isV1(endpoint: string): boolean {
  return /\/openai\/v1$/i.test(endpoint);
}

/** Where calls go, and the query that each of them carries. */
export function baseOf(endpoint: string): string {
  return isV1(endpoint) ? endpoint : `${endpoint}/openai`;
}
