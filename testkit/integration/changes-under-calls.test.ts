import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openDatabase } from '../../src/storage/open-database.ts';
import type { ApiAnswer } from '../api.ts';
import { eventually } from '../eventually.ts';
import { operatorToken, startTestApp, type TestApp } from '../harness.ts';
import { type Arrival, type HostileUpstream, startHostileUpstream } from '../stand-ins/hostile-upstream.ts';
import { openaiStream, wholeAnswers } from '../stand-ins/sample-streams.ts';
import { consent } from './failover-world.ts';
import { readEvents, readStream } from './gateway-world.ts';
import { freshName, made } from './routing-world.ts';

/** A tenant of its own for every row, whose calls run while something of it is changed. */
interface Tenant {
  id: string;
  credential: string;
  config: string;
  agent: string;
  tokenId: string;
  /** As the operator, in its environment. */
  act(method: string, path: string, body?: unknown): Promise<unknown>;
  asPlatform(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
}

interface Row {
  change(tenant: Tenant): Promise<unknown>;
  /** Left out, calls that run finish with what they began with. */
  cut?: [status: number, code: string];
  /** Calls that come afterwards. */
  next: [status: number, code: string];
  /** Calls are made for the tenant’s agent, on models that are the agent’s own. */
  byAgent?: boolean;
  undo?(tenant: Tenant): Promise<unknown>;
  takesRecordsAlong?: boolean;
}

const gone: Row['next'] = [404, 'model_not_found'];
const stopped: Row['next'] = [503, 'llm_unavailable'];
const invalid: Row['next'] = [401, 'invalid_token'];
const reason = 'a key of it was found in public';

let stopId = '';
const stopping = (body: (tenant: Tenant) => Record<string, unknown>): Row => ({
  change: async (tenant) => {
    stopId = String((await tenant.asPlatform('POST', '/stops', { ...body(tenant), reason }))['id']);
  },
  cut: stopped,
  next: stopped,
  undo: ({ asPlatform }) => asPlatform('DELETE', `/stops/${stopId}`),
});

/** docs/failure-policy.md has the same table, for people. */
const rows: Record<string, Row> = {
  'a model config that is deleted': {
    change: ({ act, config }) => act('DELETE', `/config/llm/${config}`),
    next: gone,
  },
  'a model config that is disabled': {
    change: ({ act, config }) => act('PATCH', `/config/llm/${config}`, { enabled: false }),
    next: gone,
  },
  'a credential that is deleted': {
    change: ({ act, credential }) => act('DELETE', `/llm_credentials/${credential}?cascade=true`),
    next: gone,
  },
  'a credential that is disabled': {
    change: ({ act, credential }) => act('PATCH', `/llm_credentials/${credential}`, { enabled: false }),
    next: gone,
  },
  'an agent that is deleted': {
    byAgent: true,
    change: ({ act, agent }) => act('DELETE', `/agents/${agent}?cascade=true`),
    next: [404, 'agent_not_found'],
  },
  'a plan that is downgraded': {
    change: ({ asPlatform, id }) => asPlatform('PATCH', `/tenants/${id}`, { plan: 'standard' }),
    next: [403, 'plan_required'],
  },
  'a lock that is tightened': {
    change: ({ act }) => act('PUT', '/lock', { hosts: ['llm.example.com'] }),
    next: [403, 'target_locked'],
  },
  'S42 a token that is deleted': {
    change: ({ act, id, tokenId }) => act('DELETE', `/tenants/${id}/tokens/${tokenId}`),
    cut: invalid,
    next: invalid,
  },
  'S42 a token that is suspended': {
    change: ({ act, id, tokenId }) => act('PATCH', `/tenants/${id}/tokens/${tokenId}`, { suspended: true }),
    cut: invalid,
    next: invalid,
  },
  'S42 a tenant that is deleted': {
    change: ({ asPlatform, id }) => asPlatform('DELETE', `/tenants/${id}`),
    cut: [404, 'tenant_not_found'],
    next: invalid,
    takesRecordsAlong: true,
  },
  'a tenant that is stopped': stopping(({ id }) => ({ tenant_id: id })),
  'an environment that is stopped': stopping(({ id }) => ({ tenant_id: id, environment: 'dev' })),
  'a credential that is stopped': stopping(({ credential }) => ({ credential_id: credential })),
  'a host that is stopped': stopping(() => ({ host: '127.0.0.1' })),
};

const promisedMs = 1_000;
/** A machine at its limits. */
const slackMs = 1_000;
const [role = '', first = '', ...others] = openaiStream(['Guten ', 'Tag']).wire.split(/(?<=\n\n)/);

describe('while calls run', () => {
  let app: TestApp;
  let own: HostileUpstream;
  let managed: HostileUpstream;
  const ended: { tenantId: string; wasCut: boolean }[] = [];
  before(async () => {
    [own, managed] = [await startHostileUpstream(), await startHostileUpstream()];
    app = await startTestApp({ storage: 'postgres', env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' } });
    const platform = app.operator.in('platform', 'prod');
    const account = accountAt(managed);
    const llm_credentials_id = (await made(platform.call('POST', '/llm_credentials', account)))['id'];
    const model = { name: 'stand-in', provider: 'openai', llm_credentials_id, model_name: 'gpt-4o' };
    await made(platform.call('POST', '/managed_models', model));
  });
  after(async () => {
    await app.close();
    await Promise.all([own.close(), managed.close()]);
  });

  for (const [what, row] of Object.entries(rows)) {
    test(`${what}: ${row.cut ? 'they are cut within a second' : 'they finish'}, new ones get ${row.next[1]}, and nothing moves to managed models`, async () => {
      const { tenant, call } = await openTenant(app, own, row.byAgent ?? false);
      const arrivals = hold(own);
      const streaming = await call(true);
      const whole = call(false);
      await eventually('both calls have arrived', () => arrivals.length === 2);

      await row.change(tenant);
      const changedAt = performance.now();
      if (row.cut) {
        for (const { left } of arrivals) {
          const tookMs = (await left) - changedAt;
          assert.ok(tookMs < promisedMs + slackMs, `the upstream was left after ${tookMs} ms`);
        }
      } else {
        for (const arrival of arrivals) await finish(arrival);
      }
      const { text, hasDone, errorCode, isBroken } = await readStream(streaming);
      const [, cutCode] = row.cut ?? [];
      assert.deepEqual(
        [text, hasDone, errorCode, isBroken],
        [row.cut ? 'Guten ' : 'Guten Tag', !row.cut, cutCode, false],
      );
      assert.deepEqual(await outcomeOf(await whole), row.cut ?? [200, undefined]);
      assert.deepEqual(await outcomeOf(await call(false)), row.next);
      if (!row.takesRecordsAlong) ended.push({ tenantId: tenant.id, wasCut: row.cut !== undefined });
      assert.equal(managed.arrivals.length, 0);
      await row.undo?.(tenant);
      if (!row.undo) return;
      own.play((arrival) => arrival.answer(200, wholeAnswers.openai));
      assert.deepEqual(await outcomeOf(await call(false)), [200, undefined]);
    });
  }

  test('the journal tells those that were cut from those that finished and from those whose caller left', async (t) => {
    const database = openDatabase({ kind: 'postgres', url: app.place.databaseUrl ?? '' });
    t.after(() => database.close());
    for (const { tenantId, wasCut } of ended) {
      const attempts = await eventually('both attempts are shipped', async () => {
        const found = await database.db
          .selectFrom('attempts')
          .select(['outcome', 'failure_class'])
          .where('tenant_id', '=', tenantId)
          .orderBy('id')
          .execute();
        return found.length >= 2 && found.slice(0, 2);
      });
      const expected = wasCut
        ? { outcome: 'aborted', failure_class: 'stopped' }
        : { outcome: 'answered', failure_class: null };
      assert.deepEqual(attempts, [expected, expected], tenantId);
    }
  });
});

const accountAt = ({ origin }: HostileUpstream) => ({
  name: freshName('Account'),
  creds_type: 'API_KEY',
  provider: 'openai',
  base_url: `${origin}/v1`,
  api_key: 'key-of-the-tests-0123456789abcdef',
});

async function openTenant(app: TestApp, upstream: HostileUpstream, byAgent: boolean) {
  const id = freshName('tenant').replace(' ', '-');
  const agent = `${id}-bot`;
  await made(app.operator.call('PUT', `/tenants/${id}`, { name: id, plan: 'enterprise' }));
  const within = app.operator.in(id, 'dev');
  await made(within.call('POST', '/agents', { id: agent }));
  const ofAgent = byAgent ? { agent_id: agent } : {};
  const account = await made(within.call('POST', '/llm_credentials', { ...accountAt(upstream), ...ofAgent }));
  const config = await made(
    within.call('POST', '/config/llm', {
      name: 'their model',
      provider: 'openai',
      llm_credentials_id: account['id'],
      model_name: 'gpt-4o',
      ...ofAgent,
    }),
  );
  const admin = { name: 'admin', role: 'tenant_admin', environment: 'dev' };
  const administrator = await made(app.operator.call('POST', `/tenants/${id}/tokens`, admin));
  const policy = { policy: 'managed', consent, managed_on: ['quota', 'auth', 'permission', 'rate_limited'] };
  await made(app.as(String(administrator['token'])).call('PUT', '/fallback', policy));
  const user = { name: 'user', role: 'user', environment: 'dev' };
  const { id: tokenId, token } = await made(app.operator.call('POST', `/tenants/${id}/tokens`, user));
  const tenant: Tenant = {
    id,
    agent,
    credential: String(account['id']),
    config: String(config['id']),
    tokenId: String(tokenId),
    act: async (...asked) => done(await within.call(...asked)),
    asPlatform: async (...asked) => done(await app.operator.call(...asked)),
  };
  const caller: Record<string, string> = byAgent
    ? {
        authorization: `Bearer ${operatorToken}`,
        'x-plugboard-tenant': id,
        'x-plugboard-environment': 'dev',
        'x-plugboard-agent': agent,
      }
    : { authorization: `Bearer ${token}` };
  const call = (stream: boolean) =>
    fetch(`${app.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { ...caller, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'their model', stream, messages: [{ role: 'user', content: 'hi' }] }),
    });
  return { tenant, call };
}

function done({ status, body, text }: ApiAnswer): Record<string, unknown> {
  assert.ok(status < 300, `${status} ${text}`);
  return body;
}

/** Streams begin, whole answers do not; both wait for what the test does next. */
function hold(upstream: HostileUpstream): Arrival[] {
  const arrivals: Arrival[] = [];
  upstream.play(async (arrival) => {
    const { stream } = await arrival.json();
    if (stream === true) {
      arrival.beginStream();
      arrival.response.write(role + first);
    }
    arrivals.push(arrival);
  });
  return arrivals;
}

async function finish(arrival: Arrival): Promise<void> {
  const { stream } = await arrival.json();
  if (stream === true) arrival.response.end(others.join(''));
  else arrival.answer(200, wholeAnswers.openai);
}

async function outcomeOf(response: Response): Promise<[number, string | undefined]> {
  const text = await response.text();
  return [response.status, response.status === 200 ? undefined : readEvents(text, response.status).errorCode];
}
