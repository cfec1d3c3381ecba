import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { type TestContext, test } from 'node:test';
import { type PlayedInternet, playInternet } from '../../testkit/stand-ins/played-internet.ts';
import { isPublicAddress } from '../kernel/addresses.ts';
import { EgressFailure } from '../kernel/egress-failure.ts';
import { type EgressRule, openInternet } from '../kernel/outbound-target.ts';
import { readOutboundUrl } from '../kernel/outbound-url.ts';
import { Secret } from '../kernel/secret.ts';
import { createAuthorizer } from './authorize.ts';
import { type TenantPolicy, tenantPolicy } from './egress-policy.ts';
import type { Resolve } from './guarded-connector.ts';
import { inspectOrigin } from './inspect-origin.ts';
import { createProviderClient, readWhole } from './provider-client.ts';
import { noIdentity } from './tls-identity.ts';

/*
 * ssrf-corpus.tsv: url_or_address, resolves_to, verdict, reason; \\ \t \r \n in the first column are escapes. The tag
 * at the start of a reason says where the row belongs:
 *   [addr]      the classifier of addresses alone; here also as a literal with plain http switched on, so that the
 *               rule about schemes hides no miss, and as the answer of a look-up;
 *   [literal] [url] [name] [ok]  what is judged when a URL is saved, and the call when it is used;
 *   [resolve]   the resolver answers resolves_to: commas between several answers, words for a failure;
 *   [rebind]    answers that change between look-ups; what counts is who was sent bytes, not the error alone;
 *   [redirect]  the upstream answers so, and the host in Location gets no connection;
 *   [build]     what a tenant typed, placed into a provider's URL;
 *   [operator]  allowed only by the rule of an operator that the reason names.
 * [url] rows resolve to a public address on purpose: only the rule about shapes can deny them.
 */
interface Row {
  text: string;
  resolvesTo: string;
  isAllowed: boolean;
  tag: string;
  reason: string;
}

const rows = readRows();
const tenants = tenantPolicy([]);

function readRows(): Row[] {
  const file = readFileSync(new URL('./ssrf-corpus.tsv', import.meta.url), 'utf8');
  const [header, ...lines] = file.split('\n').filter((line) => line !== '');
  assert.equal(header, 'url_or_address\tresolves_to\tverdict\treason');
  const escapes: Record<string, string> = { '\\': '\\', t: '\t', r: '\r', n: '\n', u00ad: '\u00ad' };
  return lines.map((line) => {
    const [text = '', resolvesTo = '', verdict = '', reason = ''] = line.split('\t');
    assert.match(verdict, /^(allow|deny)$/, line);
    const plain = text.replaceAll(/\\(\\|t|r|n|u00ad)/g, (whole, name: string) => escapes[name] ?? whole);
    const [, tag = ''] = /^\[([a-z]+)\]/.exec(reason) ?? [];
    return { text: plain, resolvesTo, isAllowed: verdict === 'allow', tag, reason };
  });
}

/** The rows of these tags, which must be some: a tag that is renamed must not silently test nothing. */
function tagged(...tags: string[]): Row[] {
  const found = rows.filter(({ tag }) => tags.includes(tag));
  assert.ok(found.length >= tags.length, tags.join());
  return found;
}

async function play(t: TestContext, listener: RequestListener = (_, response) => response.end('ok')) {
  const internet = await playInternet(listener);
  t.after(() => internet.close());
  return internet;
}

/** The use-time call, as the product makes it: authorize, send, read. Answers what stood in the way. */
async function call(
  internet: PlayedInternet,
  url: string,
  resolve: Resolve,
  policy: TenantPolicy = tenants,
): Promise<EgressFailure | undefined> {
  const bounds = { connectMs: 2_000, socketAgeMs: 60_000, idleMs: 1_000, poolsMax: 10 };
  const client = createProviderClient({ bounds, resolve, dial: internet.dial });
  const origin = URL.parse(url)?.origin ?? '';
  const authorizer = createAuthorizer({ client, clock: Date.now });
  try {
    const { headers } = await authorizer.authorize(
      {
        cacheKey: 'credential@1',
        connection: {
          auth: { kind: 'header', header: 'Authorization', prefix: 'Bearer ', secret: 'api_key' },
          baseUrl: url,
          origins: { api_key: [origin] },
          warnings: [],
        },
        plan: { method: 'POST', url, headers: {} },
        secret: () => new Secret('sk-of-the-tenant'),
        policy,
        tls: noIdentity,
      },
      undefined,
    );
    const times = { firstByteMs: 2_000, betweenBytesMs: 2_000, totalMs: 4_000, bodyBytesMax: 1_000 };
    await readWhole(await client.send({ method: 'POST', url, headers, policy, ...times }));
    return undefined;
  } catch (error) {
    assert.ok(error instanceof EgressFailure, `${url}: ${error}`);
    return error;
  } finally {
    await client.close();
  }
}

const answering =
  (text: string): Resolve =>
  async () =>
    text === '' ? assert.fail('nothing should be looked up') : text.split(',');

async function judge(internet: PlayedInternet, row: Row, url: string, resolve: Resolve, policy = tenants) {
  const before = internet.dialled.length;
  const failure = await call(internet, url, resolve, policy);
  assert.equal(failure === undefined, row.isAllowed, `${row.text}: ${row.reason}`);
  if (!row.isAllowed) {
    assert.equal(failure?.kind, 'denied', `${row.text}: ${String(failure?.cause)}`);
    assert.equal(internet.dialled.length, before, row.text);
  }
}

test('S2 the corpus is whole and each of its rows belongs to a test below', () => {
  const known = [
    'addr',
    'literal',
    'url',
    'name',
    'ok',
    'resolve',
    'rebind',
    'redirect',
    'operator',
    'build',
  ];
  assert.equal(rows.length, 141);
  for (const { tag, text } of rows) assert.ok(known.includes(tag), text);
});

test('S2 [addr] every address is what the corpus says: alone, as a literal over http, and as an answer', async (t) => {
  const internet = await play(t);
  const withHttp = tenantPolicy([], { ports: [80, ...openInternet.ports], plainHttp: true });
  for (const row of tagged('addr')) {
    assert.equal(isPublicAddress(row.text), row.isAllowed, `${row.text}: ${row.reason}`);
    const literal = row.text.includes(':') ? `[${row.text}]` : row.text;
    await judge(internet, row, `http://${literal}/v1`, answering(''), withHttp);
    await judge(internet, row, 'https://row.example.net/v1', answering(row.text));
    await judge(internet, row, 'https://row.example.net/v1', answering(`8.8.8.8,${row.text}`));
  }
});

test('S2 S6 [literal] [url] [name] [ok] a URL is judged the same when it is saved and when it is used', async (t) => {
  const internet = await play(t);
  for (const row of tagged('literal', 'url', 'name', 'ok')) {
    assert.equal(readOutboundUrl(row.text, []).ok, row.isAllowed, `${row.text}: ${row.reason}`);
    await judge(internet, row, row.text, answering(row.resolvesTo));
  }
});

test('S3 [resolve] the answers decide, all of them; no answer is a no', async (t) => {
  const internet = await play(t);
  for (const row of tagged('resolve')) {
    assert.equal(row.isAllowed, false);
    const asked: string[] = [];
    const failure = await call(internet, row.text, async (name) => {
      asked.push(name);
      if (row.resolvesTo === 'NXDOMAIN') throw Object.assign(new Error('NXDOMAIN'), { code: 'ENOTFOUND' });
      if (row.resolvesTo === 'NOERROR no data') return [];
      return row.resolvesTo.replace(/^CNAME .* -> /, '').split(',');
    });
    const expected = /^NXDOMAIN|^NOERROR/.test(row.resolvesTo) ? 'unreachable' : 'denied';
    assert.equal(failure?.kind, expected, row.text);
    assert.equal(asked.length, 1, row.text);
  }
  assert.deepEqual(internet.dialled, []);
});

test('S3 S6 [rebind] the first answer of the attempt counts, and only the address in it gets bytes', async (t) => {
  for (const row of tagged('rebind')) {
    const internet = await play(t);
    const answers = row.resolvesTo.split(' ; ').map((part) => part.replace(/^[^:]*: /, ''));
    const [first = '', second = ''] = answers;
    const isSave = row.resolvesTo.startsWith('save:');
    let lookUps = 0;
    const resolve: Resolve = async () => {
      lookUps += 1;
      return [lookUps === 1 ? first : second];
    };
    if (isSave) {
      const signal = AbortSignal.timeout(2_000);
      const inspection = { policy: tenants, tls: noIdentity, resolve, rungMs: 1_000, signal };
      const saved = await inspectOrigin(row.text, inspection).next();
      assert.equal(saved.value?.ok, true, row.text);
    }
    const failure = await call(internet, row.text, resolve);
    assert.equal(failure?.kind, row.isAllowed ? undefined : 'denied', row.reason);
    assert.equal(lookUps, isSave ? 2 : 1, row.reason);
    const reached = row.isAllowed ? ['8.8.8.8'] : [];
    assert.deepEqual(internet.dialled, reached);
    assert.deepEqual([...internet.received.keys()], reached);
  }
});

test('S4 [redirect] none is followed, whereto it points is told nobody, and nobody there is connected to', async (t) => {
  for (const row of tagged('redirect')) {
    const [url = '', location = ''] = row.text.split(' => Location: ');
    const internet = await play(t, (request, response) => {
      response.writeHead(Number(request.url?.slice(1)), { location }).end();
    });
    const failure = await call(internet, url, answering(row.resolvesTo));
    assert.equal(failure?.kind, 'redirect', row.text);
    assert.deepEqual(internet.dialled, ['8.8.8.8'], row.text);
    const told = `${failure?.message} ${failure?.cause} ${JSON.stringify(failure)}`;
    assert.ok(!told.includes(location), told);
  }
});

test('S7 [operator] a private target is reached by the operator’s rule alone: its network, its port, its plain http', async (t) => {
  const rule: EgressRule = {
    host: null,
    cidr: '10.1.2.3/32',
    port: 11_434,
    plainHttp: true,
    privateCa: null,
  };
  for (const row of tagged('operator')) {
    const internet = await play(t);
    const others = [
      [],
      [{ ...rule, port: 11_435 }],
      [{ ...rule, plainHttp: false }],
      [{ ...rule, cidr: '10.1.2.4/32' }],
      [{ ...rule, cidr: null, host: 'llm.example.net' }],
    ];
    for (const rules of others) {
      await judge(internet, { ...row, isAllowed: false }, row.text, answering(''), tenantPolicy(rules));
    }
    await judge(internet, row, row.text, answering(''), tenantPolicy([rule]));
    assert.deepEqual(internet.dialled, ['10.1.2.3']);
  }
});

/** What providers place into URLs and read from files is theirs to refuse, and their tests show it (S5, S10). */
const heldByProviders = [
  'azure.resourceName',
  'bedrock.region',
  'vertex.projectId',
  'model',
  'gcp.external_account.credential_source.url',
  'gcp.external_account.credential_source.file',
];

test('S1 [build] every URL that a tenant gives passes the same guard; the rest is held by providers’ tests', async (t) => {
  const internet = await play(t);
  for (const row of tagged('build')) {
    const [field = '', ...value] = row.text.split('=');
    if (heldByProviders.includes(field)) continue;
    assert.ok(['oauth2.tokenUrl', 'webhook.url'].includes(field), row.text);
    await judge(internet, row, value.join('='), answering(row.resolvesTo));
  }
});
