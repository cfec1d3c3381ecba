import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { judge } from '../../src/control/judge.ts';
import { routes } from '../../src/http/routes/index.ts';
import type { ApiAnswer } from '../api.ts';
import {
  type CrawlCaller,
  type CrawledRoute,
  callersOf,
  crawledRoutes,
  nameOf,
  samples,
  urlOf,
  withName,
} from '../crawl.ts';
import type { Kind, Request, Sample } from '../crawl-sample.ts';
import { onPostgres, startTestApp, type TestApp } from '../harness.ts';
import { Maker } from '../maker.ts';

const readOnly = new Set(['GET']);
const absent: Record<Kind, string> = {
  tenant: 'absent',
  token: 'AbsentAbsent',
  agent: 'absent-bot',
  person: '00000000-0000-7000-8000-000000000000',
  feature: 'absent',
  key_version: 'absent',
  credential: '00000000-0000-7000-8000-000000000001',
  model_config: '00000000-0000-7000-8000-000000000002',
  egress_rule: '00000000-0000-7000-8000-000000000003',
  conversation: '00000000-0000-7000-8000-000000000004',
  message: '00000000-0000-7000-8000-000000000005',
  stop: '00000000-0000-7000-8000-000000000006',
  webhook: '00000000-0000-7000-8000-000000000007',
  delivery: 'msg_00000000-0000-7000-8000-00000000000c',
  notification: '00000000-0000-7000-8000-000000000008',
  queued_call: '00000000-0000-7000-8000-000000000009',
  export: '00000000-0000-7000-8000-000000000011',
  call: 'req_00000000-0000-7000-8000-000000000010',
  budget: '00000000-0000-7000-8000-00000000000a',
  service_request: '00000000-0000-7000-8000-00000000000b',
  support_window: '00000000-0000-7000-8000-00000000000c',
  deposit: '00000000-0000-7000-8000-00000000000d',
};

const kindsOfOneTenant = new Set<Kind>([
  'credential',
  'model_config',
  'webhook',
  'delivery',
  'notification',
  'queued_call',
  'call',
  'budget',
  'export',
  'deposit',
  'service_request',
  'support_window',
]);

/** What these name lies at the provider, or is the caller's own choice. */
const namesNothingOfOurs = new Set(['provider_id', 'client_id', 'azure_client_id', 'aws_access_key_id']);

test('S39 a route without an entry in the crawl’s table fails, and so does an entry without its route', () => {
  assert.deepEqual(Object.keys(samples).toSorted(), crawledRoutes.map(nameOf).toSorted());
});

test('S39 whatever names a thing in a path or a body is known to the crawl', () => {
  const unnamed: string[] = [];
  for (const route of routes) {
    const parameters = [...route.path.matchAll(/:([a-z_]+)/g)].map(([, name]) => name ?? '');
    const fields = Object.keys((route.body as { properties?: object } | undefined)?.properties ?? {});
    const naming = fields.filter((field) => /^(tenant|agent|person)$|_id$/.test(field));
    const known = Object.keys(sampleOf(route).names ?? {});
    for (const name of [...parameters, ...naming]) {
      if (!known.includes(name) && !namesNothingOfOurs.has(name)) unnamed.push(`${nameOf(route)}: ${name}`);
    }
  }
  assert.deepEqual(unnamed, []);
});

onPostgres('tenants apart', (storage) => {
  let app: TestApp;
  let make: Maker;
  let callers: CrawlCaller[];
  /** What is there, but not for the callers of `alpha` in `dev`. */
  let foreign: Record<Kind, string[]>;

  before(async () => {
    app = await startTestApp({ storage });
    make = new Maker(app.operator);
    await app.operator.call('PUT', '/features/chat', { name: 'Chat', operation: 'chat' });
    for (const id of ['alpha', 'beta']) {
      await make.tenant({ id, name: `Name of ${id}`, plan: 'enterprise' });
      await make.agent(id, `${id}-bot`);
    }
    await app.operator.in('alpha', 'test').call('POST', '/agents', { id: 'alpha-test-bot' });
    callers = await callersOf(app, make, 'alpha');
    const inTest = await make.tokenOf('alpha', 'user', { environment: 'test' });
    const ofPlatform = await make.platformTokenOf('service');
    const ofBeta = await make.tokenOf('beta', 'user');
    foreign = {
      tenant: ['beta', 'platform'],
      token: [ofBeta.id, inTest.id, ofPlatform.id],
      agent: ['beta-bot', 'alpha-test-bot'],
      person: [await make.person('beta')],
      feature: [],
      key_version: [],
      credential: [await make.credential('beta')],
      model_config: [await make.modelConfig('beta')],
      egress_rule: [await make.egressRule('beta')],
      conversation: [await make.conversation('beta'), await make.conversation('alpha')],
      message: [],
      stop: [await make.stop()],
      webhook: [await make.webhook('beta')],
      delivery: [await make.delivery('beta')],
      notification: [await make.notification('beta')],
      queued_call: [await make.queuedCall('beta')],
      call: [await make.call('beta')],
      budget: [await make.budget('beta')],
      export: [await make.export('beta')],
      deposit: [await make.deposit('beta')],
      service_request: [await make.serviceRequest('beta')],
      support_window: [await make.supportWindow('beta')],
    };
  });
  after(() => app.close());

  const send = async (route: CrawledRoute, caller: CrawlCaller, request: Request, more = {}) => {
    const headers = { ...caller.headers, ...placeOf(route, caller, 'alpha'), ...more };
    const answer = await app.as('').call(route.method, urlOf(route, request), request.body, headers);
    if (caller.home === 'alpha')
      assert.doesNotMatch(answer.text, /beta/, `${nameOf(route)} as ${caller.name}`);
    return answer;
  };

  test('S39 every route answers every role as the table of permissions says', async () => {
    for (const route of crawledRoutes) {
      const sample = sampleOf(route);
      let request: Request | undefined;
      for (const caller of callers.filter(({ isPerson }) => !isPerson || !sample.endsSession)) {
        request ??= await sample.request(make, 'alpha');
        const answer = await send(route, caller, request);
        if (mayHaveChanged(route, answer)) request = undefined;
        assert.equal(
          verdictOf(answer, sample),
          expectedOf(route, caller, 'tenant'),
          said(route, caller, answer),
        );
      }
    }
  });

  test('S39 HEAD answers as GET does, and says no more', async () => {
    let asked = 0;
    for (const route of crawledRoutes.filter(
      ({ method, path }) => readOnly.has(method) && path.startsWith('/ai/'),
    )) {
      const request = await sampleOf(route).request(make, 'alpha');
      asked += 1;
      for (const caller of [callers[asked % callers.length], callers[(asked + 5) % callers.length]]) {
        if (!caller) continue;
        const head = await send({ ...route, method: 'HEAD' as 'GET' }, caller, request);
        const get = await send(route, caller, request);
        assert.deepEqual([head.status, head.text], [get.status, ''], said(route, caller, head));
      }
    }
  });

  test('S39 what is another’s and what does not exist answer alike, whoever asks', async () => {
    let compared = 0;
    for (const route of crawledRoutes) {
      const names = Object.entries(sampleOf(route).names ?? {});
      if (names.length === 0) continue;
      // All that is asked for with it is refused, so it serves every caller.
      const request = await sampleOf(route).request(make, 'alpha');
      for (const [name, kind] of names) {
        for (const caller of callers) {
          for (const value of foreignTo(caller, route, kind)) {
            const theirs = await send(route, caller, withName(route, request, name, value));
            const nobodys = await send(route, caller, withName(route, request, name, absent[kind]));
            assert.deepEqual(
              plain(theirs),
              plain(nobodys),
              `${name}=${value}: ${said(route, caller, theirs)}`,
            );
            assert.ok(theirs.status >= 400, said(route, caller, theirs));
            compared += 1;
          }
        }
      }
    }
    assert.ok(compared > 100, `${compared} comparisons`);
  });

  test('S39 a tenant’s own administrator gets 404 for foreign things where it may act on its own', async () => {
    const admin = callers.find(({ name }) => name === 'tenant_admin') as CrawlCaller;
    const found: string[] = [];
    for (const route of crawledRoutes) {
      if (!('permission' in route.access)) continue;
      if (judge({ role: 'tenant_admin', agentId: null }, route.access.permission, undefined) !== 'allowed')
        continue;
      const request = await sampleOf(route).request(make, 'alpha');
      for (const [name, kind] of Object.entries(sampleOf(route).names ?? {})) {
        for (const value of foreign[kind]) {
          const answer = await send(route, admin, withName(route, request, name, value));
          assert.equal(answer.status, 404, `${name}=${value}: ${said(route, admin, answer)}`);
          found.push(nameOf(route));
        }
      }
    }
    assert.ok(new Set(found).size >= 8, String(found));
  });

  test('S38 S39 headers that name a place change nothing for callers that have one', async () => {
    // Calls that wait would be tried meanwhile, and lists of them move.
    assert.equal((await app.operator.call('DELETE', '/queues/alpha')).status, 200);
    for (const route of crawledRoutes.filter(
      ({ method, access }) => readOnly.has(method) && 'permission' in access,
    )) {
      const request = await sampleOf(route).request(make, 'alpha');
      for (const caller of callers.filter(({ home, isPerson }) => home === 'alpha' && !isPerson)) {
        const without = plain(await send(route, caller, request));
        for (const headers of [
          { 'x-plugboard-tenant': 'beta' },
          { 'x-plugboard-tenant': 'absent', 'x-plugboard-environment': 'nowhere' },
          { 'x-plugboard-environment': 'prod' },
          { 'x-plugboard-user': 'somebody', 'x-plugboard-membership': 'operator' },
        ]) {
          assert.deepEqual(plain(await send(route, caller, request, headers)), without, nameOf(route));
        }
      }
    }
  });

  test('S38 an agent header that contradicts the token’s agent is 404, the same for every other agent', async () => {
    const bound = callers.find(({ name }) => name === 'agent-bound user') as CrawlCaller;
    for (const route of crawledRoutes.filter(
      (route) =>
        readOnly.has(route.method) &&
        route.actsOn === 'environment' &&
        expectedOf(route, bound, 'tenant') === 'allowed',
    )) {
      const request = await sampleOf(route).request(make, 'alpha');
      const named = (agent: string) => send(route, bound, request, { 'x-plugboard-agent': agent });
      assert.equal((await named('alpha-bot')).status, sampleOf(route).status ?? 200, nameOf(route));
      const nobodys = await named(absent.agent);
      assert.equal(nobodys.status, 404, said(route, bound, nobodys));
      for (const agent of foreign.agent) assert.deepEqual(plain(await named(agent)), plain(nobodys));
    }
  });

  test('S39 a token bound to an agent sees that agent and no other', async () => {
    const bound = callers.find(({ name }) => name === 'agent-bound user') as CrawlCaller;
    const list = await app.as('').call('GET', '/agents', undefined, bound.headers);
    assert.deepEqual(
      (list.body['items'] as { id: string }[]).map(({ id }) => id),
      ['alpha-bot'],
    );
    const sibling = await make.agent('alpha');
    const seen = (id: string) => app.as('').call('GET', `/agents/${id}`, undefined, bound.headers);
    assert.deepEqual(plain(await seen(sibling)), plain(await seen(absent.agent)));
  });

  test('S39 administrators of a tenant that operators administer view, and change nothing', async () => {
    await make.tenant({ id: 'gamma', administered_by: 'operator', plan: 'enterprise' });
    await make.agent('gamma', 'gamma-bot');
    const gammas = (await callersOf(app, make, 'gamma')).filter(({ role }) => role === 'tenant_admin');
    let refused = 0;
    for (const route of crawledRoutes.filter(({ access }) => 'permission' in access)) {
      const sample = sampleOf(route);
      let request: Request | undefined;
      for (const caller of gammas) {
        request ??= await sample.request(make, 'gamma');
        const answer = await send(route, caller, request);
        if (mayHaveChanged(route, answer)) request = undefined;
        const expected = expectedOf(route, caller, 'operator');
        assert.equal(verdictOf(answer, sample), expected, said(route, caller, answer));
        if (expected !== 'administered_by_operator') continue;
        refused += 1;
        assert.ok(!readOnly.has(route.method), `${nameOf(route)} is a view`);
      }
    }
    assert.ok(refused >= 12, `${refused} refusals`);
  });

  function foreignTo(caller: CrawlCaller, route: CrawledRoute, kind: Kind): string[] {
    if (caller.role !== 'operator') return foreign[kind];
    // Operators know every tenant and person; a thing of one tenant is still none of another's.
    if (kind === 'agent')
      return foreign.agent.filter((id) => route.path.includes('/agents') || id === 'beta-bot');
    if (kindsOfOneTenant.has(kind)) return foreign[kind];
    if (kind !== 'token') return [];
    return route.path.includes('/tenants/')
      ? foreign.token.filter((_, index) => index !== 1)
      : foreign.token.slice(0, 2);
  }
});

function sampleOf(route: Pick<CrawledRoute, 'method' | 'path'>): Sample {
  const sample =
    samples[nameOf({ ...route, method: (route.method as string) === 'HEAD' ? 'GET' : route.method })];
  if (!sample) throw new Error(`${nameOf(route)} has no entry in testkit/crawl.ts`);
  return sample;
}

/** A sample that was taken may be used up; one that was refused, or only looked at, serves the next caller too. */
function mayHaveChanged(route: CrawledRoute, answer: ApiAnswer): boolean {
  return answer.status < 400 && !readOnly.has(route.method);
}

/** Operators and services say where they act. */
function placeOf(route: CrawledRoute, caller: CrawlCaller, tenant: string): Record<string, string> {
  if (caller.home !== null || caller.role === null || route.actsOn === 'nowhere') return {};
  return { 'x-plugboard-tenant': tenant, 'x-plugboard-environment': 'dev' };
}

function expectedOf(route: CrawledRoute, caller: CrawlCaller, administeredBy: 'tenant' | 'operator'): string {
  if (!('permission' in route.access)) return 'allowed';
  if (caller.role === null || (caller.isPerson && route.path.startsWith('/v1/'))) return 'invalid_token';
  const who = { role: caller.role, agentId: caller.agentId };
  const actsInTenant = route.actsOn !== 'nowhere';
  return judge(who, route.access.permission, actsInTenant ? { administeredBy } : undefined);
}

function verdictOf(answer: ApiAnswer, sample: Sample): string {
  const { code, error } = answer.body as { code?: string; error?: { code: string } };
  if (sample.status !== undefined && answer.status === sample.status) return 'allowed';
  return answer.status < 300 ? 'allowed' : (code ?? error?.code ?? String(answer.status));
}

/** All of an answer but what is each request's own; a statement of this moment has its time and its signature. */
function plain(answer: ApiAnswer): unknown {
  const own = new Set(['x-request-id', 'date']);
  const requestId = answer.headers.get('x-request-id') ?? '';
  return {
    status: answer.status,
    headers: [...answer.headers].filter(([name]) => !own.has(name)),
    text: answer.text
      .replaceAll(requestId, '')
      .replace(/"last_used_at":"[^"]*"/g, '"last_used_at":null')
      .replace(/(?<=^\{"(?:statement|tenant)":.*)"(?:at|signed|signature)":"[^"]*"/g, ''),
  };
}

function said(route: CrawledRoute, caller: CrawlCaller, answer: ApiAnswer): string {
  return `${nameOf(route)} as ${caller.name}: ${answer.status} ${answer.text.slice(0, 300)}`;
}
