import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { type Api, createApi } from '../api.ts';
import { crawledRoutes, nameOf, samples, urlOf } from '../crawl.ts';
import { environmentOf, makePlace, operatorToken } from '../harness.ts';
import { Maker } from '../maker.ts';
import type { OutboundConnect } from '../outbound-recorder.ts';
import { startServerProcess } from '../server-process.ts';
import { removeDirectory } from '../shared-storage.ts';
import { startOauth2Server } from '../stand-ins/oauth2-server.ts';
import { keyGuard, startProviderServer } from '../stand-ins/provider-servers.ts';
import { v1Wire } from './provider-variants.ts';

const recorder = new URL('../outbound-recorder.ts', import.meta.url).href;

function recordIn(t: TestContext) {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-outbound-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const file = join(directory, 'connects.jsonl');
  const read = (): OutboundConnect[] =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as OutboundConnect)
      : [];
  return { file, read };
}

test('the recorder sees a connect that nobody guards', async (t) => {
  const server = await startProviderServer(v1Wire, () => undefined);
  t.after(() => server.close());
  const { file, read } = recordIn(t);
  const program = `await fetch(${JSON.stringify(server.origin)})`;
  await promisify(execFile)(
    process.execPath,
    ['--import', recorder, '--input-type=module', '--eval', program],
    { env: { OUTBOUND_RECORD: file } },
  );
  assert.deepEqual(read(), [{ to: new URL(server.origin).host, by: null }]);
});

/** Both are the guard: a call, and a look at the way that asks the same questions and sends nothing. */
const guarded = ['egress/guarded-connector.ts', 'egress/inspect-origin.ts'];

test('S1 whatever is asked of the server, its sockets go through the guard or to the database', async (t) => {
  const place = await makePlace('postgres');
  t.after(() => removeDirectory(place.dataDirectory));
  const { file, read } = recordIn(t);
  const server = await startServerProcess({
    env: environmentOf(place, { OUTBOUND_RECORD: file, PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' }),
    nodeArgs: ['--import', recorder],
  });
  const operator = createApi(server.url, operatorToken);
  const make = new Maker(operator);
  await make.tenant({ id: 'acme' });
  await make.agent('acme', 'acme-bot');
  const acme = operator.in('acme', 'dev');

  for (const route of crawledRoutes) {
    const sample = samples[nameOf(route)] ?? assert.fail(nameOf(route));
    const request = await sample.request(make, 'acme');
    const answer = await acme.call(route.method, urlOf(route, request), request.body);
    // Not ready is an answer too; anything else of the kind is a route that was not really tried.
    assert.ok(
      answer.status < 500 || answer.status === 503,
      `${nameOf(route)}: ${answer.text} ${server.output()}`,
    );
  }
  await callProviders(t, acme);
  await server.stop();

  const { host: database } = new URL(place.databaseUrl ?? '');
  const connects = read();
  const by = (caller: string) => connects.filter((connect) => connect.by === caller);
  for (const caller of [...guarded, 'pg']) assert.ok(by(caller).length > 0, `${caller} opened sockets`);
  const other = connects.filter(({ to, by: caller }) =>
    caller === 'pg' ? to !== database : !guarded.includes(caller ?? ''),
  );
  assert.deepEqual(other, []);
});

/** The routes that call out, with accounts that answer: by key and by token. */
async function callProviders(t: TestContext, acme: Api): Promise<void> {
  const key = 'key-good-0123456789abcdef';
  const issuer = await startOauth2Server({ style: 'basic', clientSecret: 'secret-0123456789' });
  const byKey = await startProviderServer(v1Wire, keyGuard('authorization', 'Bearer ', new Set([key])));
  const byToken = await startProviderServer(v1Wire, (request) =>
    keyGuard('authorization', 'Bearer ', issuer.tokens)(request),
  );
  for (const server of [issuer, byKey, byToken]) t.after(() => server.close());
  const bodies = [
    { creds_type: 'API_KEY', api_key: key, base_url: `${byKey.origin}/v1`, again: { api_key: key } },
    {
      creds_type: 'OAUTH2',
      base_url: `${byToken.origin}/v1`,
      token_url: issuer.tokenUrl,
      client_id: issuer.clientId,
      client_secret: issuer.clientSecret,
      again: { client_secret: issuer.clientSecret },
    },
  ];
  for (const { again, ...body } of bodies) {
    const credential = { name: body.creds_type, ...body };
    const model = { provider: 'openai', model_name: v1Wire.chatModel, full: true };
    const tried = await acme.call('POST', '/llm_credentials/test', { credential, ...model });
    assert.equal(tried.body['valid'], true, tried.text);
    const made = await acme.call('POST', '/llm_credentials', credential);
    const path = `/llm_credentials/${String(made.body['id'])}`;
    const checked = await acme.call('POST', `${path}/validate`, model);
    assert.equal(checked.body['valid'], true, checked.text);
    const rotated = await acme.call('POST', `${path}/rotate`, again);
    assert.equal(rotated.body['promoted'], true, rotated.text);
  }
}
