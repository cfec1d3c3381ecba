import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { limits } from '../../src/kernel/limits.ts';
import { createApi } from '../api.ts';
import { eventually } from '../eventually.ts';
import { environmentOf, makePlace, startTestApp, type TestPlace } from '../harness.ts';
import { startServerProcess } from '../server-process.ts';
import { removeDirectory } from '../shared-storage.ts';
import { keyGuard, type ProviderServer, startProviderServer } from '../stand-ins/provider-servers.ts';
import { openDatabaseLink } from './database-link.ts';
import { v1Wire } from './provider-variants.ts';
import { configure, connect, made } from './routing-world.ts';

const { shareEveryMs, runningForgottenMs, idleEveryMs } = limits.admission;
/** What a machine at its limits takes on top of what is promised. */
const slackMs = 1_000;
const key = 'key-shared-0123456789abcdef';
const env = { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' };

test('beyond a limit that two replicas share goes only what they let through within an interval', async (t) => {
  const { place, here, server } = await startOne(t);
  const there = await startBeside(t, here, place.databaseUrl);
  await limit(here, there, { requests_per_minute: 10 });
  const through: number[] = [];
  const until = performance.now() + 3_000;
  for (let call = 0; performance.now() < until; call += 1) {
    if ((await chat(call % 2 ? here : there)) === 200) through.push(performance.now());
  }
  const reachedAt = through[9] ?? assert.fail(`only ${through.length} went through`);
  const late = through.filter((at) => at > reachedAt + shareEveryMs + slackMs);
  t.diagnostic(`${through.length} of 10 went through`);
  assert.deepEqual(late, []);
  assert.ok(through.length <= 20);
  assert.equal(server.arrived.filter((line) => line.endsWith('/chat/completions')).length, through.length);
});

test('beyond a budget that two replicas share goes only what one let through while the other had not heard of it', async (t) => {
  const { place, here, server } = await startOne(t);
  const there = await startBeside(t, here, place.databaseUrl);
  const wish = { measure: 'requests', per: 'month', amount: 10, hard: true };
  for (const { url, token } of [here, there]) await made(createApi(url, token).call('PUT', '/budgets', wish));
  const through: number[] = [];
  // Shipped within a second, asked for within another.
  const errorMs = limits.journal.shipEveryMs + limits.budgets.lookEveryMs + slackMs;
  for (let call = 0, refusedInARow = 0; refusedInARow < 20; call += 1) {
    const isThrough = (await chat(call % 2 ? here : there)) === 200;
    if (isThrough) through.push(performance.now());
    refusedInARow = isThrough ? 0 : refusedInARow + 1;
  }
  const reachedAt = through[9] ?? assert.fail(`only ${through.length} went through`);
  t.diagnostic(`${through.length} of 10 went through`);
  assert.deepEqual(
    through.filter((at) => at > reachedAt + errorMs),
    [],
  );
  assert.ok(through.length <= 20);
  const arrived = server.arrived.filter((line) => line.endsWith('/chat/completions')).length;
  await eventually('the budget has them all', async () => {
    const { items } = await made(createApi(here.url, here.token).get('/budgets'));
    return (items as { used: number }[])[0]?.used === arrived;
  });
});

test('calls that run on one replica take room on the other, until they end', async (t) => {
  const { place, here, server } = await startOne(t);
  const there = await startBeside(t, here, place.databaseUrl);
  await limit(here, there, { concurrent: 1 });
  const running = await holdCalls(t, server, here, 1);
  await eventually('the other replica refuses', () => refuses(there));
  await running.finish();
  await eventually('the other replica has room', async () => (await chat(there)) === 200);
});

test('what a killed replica ran is forgotten within seconds', async (t) => {
  const { place, here, server } = await startOne(t);
  const data = mkdtempSync(join(tmpdir(), 'plugboard-data-'));
  t.after(() => removeDirectory(data));
  const process = await startServerProcess({ env: environmentOf({ ...place, dataDirectory: data }, env) });
  const there = { ...here, url: process.url };
  await limit(here, there, { concurrent: 1 });
  const running = await holdCalls(t, server, there, 1);
  await eventually('this replica refuses', () => refuses(here));
  const killedAt = performance.now();
  process.kill('SIGKILL');
  await process.exited;
  await running.finish();
  const withinMs = runningForgottenMs + idleEveryMs + slackMs;
  await eventually('this replica has room', async () => (await chat(here)) === 200, withinMs);
  t.diagnostic(`room after ${Math.round(performance.now() - killedAt)} ms`);
});

test('a replica that the database is away for keeps to its share', async (t) => {
  const { place, here, server } = await startOne(t);
  const link = await openDatabaseLink(place.databaseUrl ?? '');
  t.after(() => link.close());
  const there = await startBeside(t, here, link.url);
  t.after(() => link.mend());
  await limit(here, there, { concurrent: 4 });
  const known = await holdCalls(t, server, here, 4);
  await eventually('the replicas know each other', () => refuses(there));
  await known.finish();
  await eventually('there is room', async () => (await chat(there)) === 200);

  const running = await holdCalls(t, server, there, 2);
  link.cut('everybody');
  await eventually('half of the room is all there is', () => refuses(there));
  link.mend();
  await running.finish();
  await eventually('they hear of each other again', async () => {
    const more = await holdCalls(t, server, there, 3).catch(() => undefined);
    await more?.finish();
    return more !== undefined;
  });
});

/** Where one replica is called, with the token of a tenant’s administrator. */
interface Replica {
  url: string;
  token: string;
}

interface One {
  place: TestPlace;
  here: Replica;
  server: ProviderServer;
}

async function startOne(t: TestContext): Promise<One> {
  const server = await startProviderServer(v1Wire, keyGuard('authorization', 'Bearer ', new Set([key])));
  t.after(() => server.close());
  const place = await makePlace('postgres');
  const app = await startTestApp({ storage: 'postgres', place, env });
  t.after(() => app.close());
  await made(app.operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' }));
  const fields = { name: 'admin', role: 'tenant_admin', environment: 'dev' };
  const token = String((await made(app.operator.call('POST', '/tenants/acme/tokens', fields)))['token']);
  const admin = app.as(token);
  await configure(admin, await connect({ server }, admin, { api_key: key }), { name: 'own' });
  return { place, here: { url: app.url, token }, server };
}

async function startBeside(t: TestContext, { token }: Replica, databaseUrl?: string): Promise<Replica> {
  const place = { dataDirectory: mkdtempSync(join(tmpdir(), 'plugboard-data-')), databaseUrl };
  const app = await startTestApp({ storage: 'postgres', place, env });
  t.after(() => app.close());
  return { url: app.url, token };
}

/** Said to both: a replica that answers a change has it in force, also where there was nothing to change. */
async function limit(here: Replica, there: Replica, environment: Record<string, number>): Promise<void> {
  for (const { url, token } of [here, there])
    await made(createApi(url, token).call('PUT', '/call_limits', { environment }));
}

async function chat({ url, token }: Replica, signal?: AbortSignal): Promise<number> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'own', messages: [{ role: 'user', content: 'hi' }] }),
    ...(signal && { signal }),
  });
  await response.text();
  return response.status;
}

/** A call that is let in waits at the provider: it is left again. */
async function refuses(replica: Replica): Promise<boolean> {
  return (await chat(replica, AbortSignal.timeout(300)).catch(() => 0)) === 429;
}

/** Calls that have reached the provider and wait there. Throws where one of them is refused on the way. */
async function holdCalls(
  t: TestContext,
  server: ProviderServer,
  replica: Replica,
  count: number,
): Promise<{ finish(): Promise<void> }> {
  const held = Promise.withResolvers<void>();
  t.after(() => held.resolve());
  server.holdUntil(held.promise);
  const calls: Promise<number>[] = [];
  const finish = async () => {
    held.resolve();
    server.holdUntil(Promise.resolve());
    await Promise.allSettled(calls);
  };
  for (let call = 0; call < count; call += 1) {
    const arrived = server.arrived.length;
    const answering = chat(replica);
    calls.push(answering);
    const answered = answering.catch(() => 0).then((status) => `answered ${status}`);
    const reached = eventually('a call is held', () => server.arrived.length > arrived);
    const first = await Promise.race([answered, reached]);
    if (first !== true) {
      await finish();
      throw new Error(first);
    }
  }
  return { finish };
}
