import type { Route } from '../src/http/route.ts';
import { routes } from '../src/http/routes/index.ts';
import type { Role } from '../src/kernel/scope.ts';
import { conversationSamples } from './crawl-conversations.ts';
import { notificationSamples } from './crawl-notifications.ts';
import { providerSamples } from './crawl-providers.ts';
import { routingSamples } from './crawl-routing.ts';
import type { Request, Sample } from './crawl-sample.ts';
import { serviceRequestSamples } from './crawl-service-requests.ts';
import { usageSamples } from './crawl-usage.ts';
import type { TestApp } from './harness.ts';
import type { Maker } from './maker.ts';

/** What may be called, and with what: the material of the suites that try every route as everybody. */

export type CrawledRoute = Pick<Route, 'method' | 'path' | 'access' | 'actsOn'>;

/** The gateway's door is no route of the control plane; its callers pass the same walls. */
export const crawledRoutes: readonly CrawledRoute[] = [
  ...routes,
  { method: 'GET', path: '/v1/models', access: { permission: 'models.use' }, actsOn: 'environment' },
];

export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

const tenantInPath = { id: 'tenant' } as const;
const ofTenant = (_make: Maker, tenant: string): Request => ({ params: { id: tenant } });
const nothing = (): Request => ({});
const api = '/ai/api/v1';

/** One entry for every route; a route without one fails the suite. */
export const samples: Readonly<Record<string, Sample>> = {
  [`GET ${api}/tenants`]: { request: () => ({ query: 'limit=1000' }) },
  [`GET ${api}/tenant_health`]: { request: () => ({ query: 'limit=1000' }) },
  [`POST ${api}/tenants`]: { request: (make) => ({ body: { id: make.freshId() } }) },
  [`PUT ${api}/tenants/:id`]: {
    request: async (make) => ({ params: { id: await make.tenant() }, body: { name: 'Other' } }),
    names: tenantInPath,
  },
  [`GET ${api}/tenants/:id`]: { request: ofTenant, names: tenantInPath },
  [`PATCH ${api}/tenants/:id`]: {
    request: async (make) => ({ params: { id: await make.tenant() }, body: { name: 'Other' } }),
    names: tenantInPath,
  },
  [`DELETE ${api}/tenants/:id`]: {
    request: async (make) => ({ params: { id: await make.tenant() } }),
    names: tenantInPath,
  },
  [`GET ${api}/tenants/:id/tokens`]: { request: ofTenant, names: tenantInPath },
  [`POST ${api}/tenants/:id/tokens`]: {
    request: async (make, tenant) => ({
      params: { id: tenant },
      body: { name: 'made', role: 'user', environment: 'dev', agent_id: await make.agent(tenant) },
    }),
    names: { ...tenantInPath, agent_id: 'agent' },
  },
  [`PATCH ${api}/tenants/:id/tokens/:token_id`]: {
    request: async (make, tenant) => ({
      params: { id: tenant, token_id: await make.token(tenant) },
      body: { suspended: true },
    }),
    names: { ...tenantInPath, token_id: 'token' },
  },
  [`DELETE ${api}/tenants/:id/tokens/:token_id`]: {
    request: async (make, tenant) => ({ params: { id: tenant, token_id: await make.token(tenant) } }),
    names: { ...tenantInPath, token_id: 'token' },
  },
  ...platformTokenSamples('service'),
  ...platformTokenSamples('operator'),
  [`GET ${api}/agents`]: { request: nothing },
  [`GET ${api}/agents/:id`]: {
    request: (_make, tenant) => ({ params: { id: `${tenant}-bot` } }),
    names: { id: 'agent' },
  },
  // What a caller names a new thing is its own choice, also where another tenant has chosen the same.
  [`POST ${api}/agents`]: { request: (make) => ({ body: { id: make.freshId() } }) },
  [`PATCH ${api}/agents/:id`]: {
    request: async (make, tenant) => ({ params: { id: await make.agent(tenant) }, body: { name: 'Other' } }),
    names: { id: 'agent' },
  },
  [`DELETE ${api}/agents/:id`]: {
    request: async (make, tenant) => ({ params: { id: await make.agent(tenant) } }),
    names: { id: 'agent' },
  },
  ...providerSamples,
  ...routingSamples,
  ...conversationSamples,
  ...notificationSamples,
  ...serviceRequestSamples,
  [`GET ${api}/people`]: { request: () => ({ query: 'limit=1000' }) },
  [`PATCH ${api}/people/:id`]: {
    request: async (make, tenant) => ({
      params: { id: await make.person(tenant) },
      body: { suspended: false },
    }),
    names: { id: 'person' },
  },
  [`POST ${api}/signin_links`]: {
    request: (make, tenant) => ({ body: { role: 'user', tenant, subject: make.freshId() } }),
    names: { tenant: 'tenant' },
  },
  [`POST ${api}/session`]: { request: () => ({ body: { link: 'no-link-at-all' } }), status: 400 },
  [`GET ${api}/session`]: { request: nothing },
  [`DELETE ${api}/session`]: { request: nothing, endsSession: true },
  [`GET ${api}/signin_methods`]: { request: nothing },
  [`GET ${api}/signin_settings`]: { request: nothing },
  // No identity provider is configured here.
  'GET /signin/oidc': { request: nothing, status: 404 },
  'GET /signin/oidc/callback': { request: () => ({ query: 'code=x&state=y' }), status: 404 },
  [`GET ${api}/audit`]: { request: () => ({ query: 'limit=1000' }) },
  [`GET ${api}/audit/checkpoints`]: { request: nothing },
  [`POST ${api}/audit/verify`]: { request: nothing },
  [`POST ${api}/audit/verify_all`]: { request: nothing },
  [`GET ${api}/audit/keys`]: { request: nothing },
  ...usageSamples,
  [`GET ${api}/ledger`]: { request: () => ({ query: 'limit=1000' }) },
  [`GET ${api}/ledger/proof`]: {
    request: () => ({ query: 'from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z' }),
  },
  [`GET ${api}/ledger/keys`]: { request: nothing },
  [`GET ${api}/ledger/checkpoints`]: { request: nothing },
  [`POST ${api}/ledger/verify`]: { request: nothing },
  [`POST ${api}/ledger/verify_all`]: { request: nothing },
  [`GET ${api}/ledger/settings`]: { request: nothing },
  [`PUT ${api}/ledger/settings`]: { request: () => ({ body: { retention_days: 500 } }) },
  [`GET ${api}/keys`]: { request: nothing },
  [`POST ${api}/keys/rewrap`]: { request: nothing },
  [`DELETE ${api}/keys/:version`]: {
    request: () => ({ params: { version: '1' } }),
    names: { version: 'key_version' },
    // The primary version is never retired.
    status: 409,
  },
  [`GET ${api}/platform`]: { request: nothing },
  'GET /healthz': { request: nothing },
  'GET /readyz': { request: nothing },
  'GET /metrics': { request: nothing },
  'GET /v1/models': { request: nothing },
};

function platformTokenSamples(role: 'service' | 'operator'): Record<string, Sample> {
  const collection = `${api}/${role}_tokens`;
  const names = { token_id: 'token' } as const;
  return {
    [`POST ${collection}`]: { request: () => ({ body: { name: 'made' } }) },
    [`GET ${collection}`]: { request: () => ({ query: 'limit=1000' }) },
    [`PATCH ${collection}/:token_id`]: {
      request: async (make) => ({
        params: { token_id: await make.platformToken(role) },
        body: { suspended: true },
      }),
      names,
    },
    [`DELETE ${collection}/:token_id`]: {
      request: async (make) => ({ params: { token_id: await make.platformToken(role) } }),
      names,
    },
  };
}

export interface CrawlCaller {
  name: string;
  /** Null: presents nothing. */
  role: Role | null;
  agentId: string | null;
  /** Null: names where it acts. */
  home: string | null;
  headers: Record<string, string>;
  /** Comes with a session's cookie, which `/v1` does not take. */
  isPerson: boolean;
}

/** A browser that is signed in: what it sends along by itself. */
export async function signIn(app: TestApp, link: string): Promise<Record<string, string>> {
  const answer = await app.as('').call('POST', '/session', { link });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (answer.status !== 200 || cookie === undefined)
    throw new Error(`sign-in: ${answer.status} ${answer.text}`);
  return { cookie, 'sec-fetch-site': 'same-origin' };
}

/** Everybody there can be in and around one tenant, in its environment `dev`. */
export async function callersOf(app: TestApp, make: Maker, tenant: string): Promise<CrawlCaller[]> {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const forUser = (headers: Record<string, string>) => ({ ...headers, 'x-plugboard-user': 'somebody' });
  const agentId = `${tenant}-bot`;
  const admin = await make.tokenOf(tenant, 'tenant_admin');
  const user = await make.tokenOf(tenant, 'user');
  const bound = await make.tokenOf(tenant, 'user', { agent_id: agentId });
  const boundAdmin = await make.tokenOf(tenant, 'tenant_admin', { agent_id: agentId });
  const service = await make.platformTokenOf('service');
  const operator = await make.platformTokenOf('operator');
  const link = await make.signinLink({
    role: 'tenant_admin',
    tenant,
    environments: ['dev'],
    subject: `${tenant}-admin`,
  });
  const ours = { agentId: null, home: tenant, isPerson: false };
  const theirs = { agentId: null, home: null, isPerson: false };
  return [
    { name: 'tenant_admin', role: 'tenant_admin', headers: bearer(admin.token), ...ours },
    { name: 'user', role: 'user', headers: bearer(user.token), ...ours },
    { name: 'agent-bound user', role: 'user', headers: bearer(bound.token), ...ours, agentId },
    { name: 'agent-bound admin', role: 'tenant_admin', headers: bearer(boundAdmin.token), ...ours, agentId },
    { name: 'person', role: 'tenant_admin', headers: await signIn(app, link), ...ours, isPerson: true },
    { name: 'service', role: 'service', headers: forUser(bearer(service.token)), ...theirs },
    { name: 'operator', role: 'operator', headers: bearer(operator.token), ...theirs },
    { name: 'nobody', role: null, headers: {}, ...theirs },
  ];
}

/** The path with its parameters and query filled in. */
export function urlOf(route: Pick<Route, 'path'>, { params = {}, query }: Request): string {
  const path = route.path.replace(/:([a-z_]+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  return query === undefined ? path : `${path}?${query}`;
}

/** The same request with something else named in one place: a parameter of the path, or a field of the body. */
export function withName(route: Pick<Route, 'path'>, request: Request, name: string, value: string): Request {
  if (route.path.includes(`:${name}`)) return { ...request, params: { ...request.params, [name]: value } };
  return { ...request, body: { ...(request.body as object), [name]: value } };
}
