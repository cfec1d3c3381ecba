/** Calls the API as any program would: over a real socket, with a token. */

export interface ApiAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
  text: string;
}

export interface Api {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>;
  get(path: string, headers?: Record<string, string>): Promise<ApiAnswer>;
  /** The same caller, acting in this tenant and environment from now on. */
  in(tenant: string, environment: string): Api;
}

export function createApi(url: string, token: string, standing: Record<string, string> = {}): Api {
  const call: Api['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(
      url + (path.startsWith('/v1') || path.startsWith('/ai') || isRoot(path) ? path : `/ai/api/v1${path}`),
      {
        method,
        redirect: 'manual',
        headers: {
          ...(token !== '' && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...standing,
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      },
    );
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  };
  return {
    call,
    get: (path, headers) => call('GET', path, undefined, headers),
    in: (tenant, environment) =>
      createApi(url, token, {
        ...standing,
        'x-plugboard-tenant': tenant,
        'x-plugboard-environment': environment,
      }),
  };
}

const roots = ['/healthz', '/readyz', '/metrics', '/signin'];

function isRoot(path: string): boolean {
  const [bare = ''] = path.split('?');
  return bare === '/' || roots.some((root) => bare === root || bare.startsWith(`${root}/`));
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
