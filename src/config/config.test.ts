import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import type { Config, ConfigProblem } from './config.ts';
import { parseConfig } from './config.ts';

type Env = Record<string, string | undefined>;

function accepted(env: Env, local = false): Config {
  const result = parseConfig(env, { local });
  assert.ok('config' in result, inspect(result));
  return result.config;
}

function refused(env: Env, local = false): ConfigProblem[] {
  const result = parseConfig(env, { local });
  assert.ok('problems' in result, 'the settings were accepted');
  return result.problems;
}

function refusedVariables(env: Env, local = false): string[] {
  return refused(env, local).map((problem) => problem.variable);
}

const databaseUrl = 'postgres://app:marker-db-pass%21@db.example:5432/plugboard';
const masterKey = 'marker-master-key-AAAAAAAAAAAAAAAAAAAAAAAAAAA=';

describe('the settings as a whole', () => {
  test('an empty environment starts with the defaults, and the sandbox only locally', () => {
    const config = accepted({});
    assert.deepEqual(config, {
      listen: { host: '127.0.0.1', port: 8080 },
      trustedProxies: [],
      publicUrl: null,
      dataDirectory: '.plugboard',
      databaseUrl: null,
      masterKey: { kind: 'generated-local' },
      operatorToken: null,
      issuers: [],
      oidc: null,
      egressAllow: [],
      awsIdentity: null,
      sandbox: false,
      mail: null,
      workers: 1,
      platform: { name: 'Plugboard', supportUrl: null, egressIps: [], embedOrigins: [] },
      tombstones: { file: null, acceptRestoreWithout: false },
      logLevel: 'info',
      traces: null,
      modelRulesJson: null,
      pricesFile: null,
      ratesFile: null,
    });
    assert.equal(accepted({}, true).sandbox, true);
    assert.equal(accepted({ PLUGBOARD_SANDBOX: '0' }, true).sandbox, false);
  });

  test('a start with three wrong variables names all three', () => {
    const problems = refused({
      PLUGBOARD_PORT: 'http',
      PLUGBOARD_PUBLIC_URL: 'http://plugboard.example.com',
      PLUGBOARD_OPERATOR_TOKEN: 'short',
    });
    const variables = problems.map((problem) => problem.variable).toSorted();
    assert.deepEqual(variables, ['PLUGBOARD_OPERATOR_TOKEN', 'PLUGBOARD_PORT', 'PLUGBOARD_PUBLIC_URL']);
    for (const { problem, expected } of problems) assert.ok(problem !== '' && expected !== '');
  });

  test('a mistyped variable is refused, with the name that was probably meant', () => {
    const [problem] = refused({ PLUGBOARD_MASTERKEY: 'x' });
    assert.equal(problem?.variable, 'PLUGBOARD_MASTERKEY');
    assert.match(problem?.expected ?? '', /PLUGBOARD_MASTER_KEY$/);
    assert.match(refused({ PLUGBOARD_DATABASE_URL: 'x' })[0]?.expected ?? '', / DATABASE_URL$/);
    accepted({ PLUGBOARD_TEST_DATABASE_URL: 'postgres://localhost/test', OTEL_LOG_LEVEL: 'info' });
  });

  test('an empty value counts as absent, but in production not where a secret failed to arrive (S20)', () => {
    accepted({ PLUGBOARD_PORT: '', PLUGBOARD_OIDC: ' ' });
    accepted({ DATABASE_URL: '', PLUGBOARD_MASTER_KEY: '' }, true);
    assert.deepEqual(refusedVariables({ DATABASE_URL: '' }), ['DATABASE_URL']);
    assert.deepEqual(refusedVariables({ PLUGBOARD_MASTER_KEY: '' }), ['PLUGBOARD_MASTER_KEY']);
    accepted({ DATABASE_URL: databaseUrl, PLUGBOARD_MASTER_KEY: '', PLUGBOARD_MASTER_KEY_FILE: '/run/key' });
  });
});

describe('single settings', () => {
  test('an address of the support is told as it was written', () => {
    for (const url of [
      'https://support.example.com',
      'https://example.com/help',
      'mailto:help@example.com',
    ]) {
      assert.equal(accepted({ PLUGBOARD_SUPPORT_URL: url }).platform.supportUrl, url);
    }
  });

  const wrong: [variable: string, value: string][] = [
    ['PLUGBOARD_HOST', 'two words'],
    ['PLUGBOARD_HOST', '[::1]'],
    ['PLUGBOARD_HOST', '127.0.0.256'],
    ['PLUGBOARD_HOST', 'http://localhost'],
    ['PLUGBOARD_PORT', '65536'],
    ['PLUGBOARD_PORT', '-1'],
    ['PLUGBOARD_PORT', '8080.5'],
    ['PLUGBOARD_PORT', '0x50'],
    ['PLUGBOARD_PUBLIC_URL', 'plugboard.example.com'],
    ['PLUGBOARD_PUBLIC_URL', 'https://plugboard.example.com/app'],
    ['PLUGBOARD_PUBLIC_URL', 'https://plugboard.example.com?'],
    ['PLUGBOARD_PUBLIC_URL', 'https://plugboard.example.com#top'],
    ['PLUGBOARD_PUBLIC_URL', 'https://me@plugboard.example.com'],
    ['PLUGBOARD_PUBLIC_URL', 'http://localhost.example.com'],
    ['PLUGBOARD_PUBLIC_URL', 'http://127.0.0.1.example.com'],
    ['PLUGBOARD_PUBLIC_URL', 'ftp://localhost'],
    ['PLUGBOARD_SANDBOX', 'maybe'],
    ['PLUGBOARD_WORKERS', '0'],
    ['PLUGBOARD_WORKERS', '2'],
    ['PLUGBOARD_WORKERS', 'all'],
    ['PLUGBOARD_LOG_LEVEL', 'loud'],
    ['PLUGBOARD_PLATFORM_NAME', 'two\nlines'],
    ['PLUGBOARD_PLATFORM_NAME', 'x'.repeat(81)],
    ['PLUGBOARD_SUPPORT_URL', 'javascript:alert(1)'],
    ['PLUGBOARD_SUPPORT_URL', 'help'],
    ['PLUGBOARD_EGRESS_IPS', '203.0.113.7,host'],
    ['PLUGBOARD_TRUSTED_PROXIES', '10.0.0.1,ingress'],
    ['PLUGBOARD_TRUSTED_PROXIES', '0.0.0.0/0'],
    ['PLUGBOARD_TRUSTED_PROXIES', '::/00'],
    ['PLUGBOARD_EMBED_ORIGINS', '*'],
    ['PLUGBOARD_EMBED_ORIGINS', 'https://*.example.com'],
    ['PLUGBOARD_EMBED_ORIGINS', 'https://a;b.example.com'],
    ['PLUGBOARD_EMBED_ORIGINS', 'https://app.example.com/path'],
    ['PLUGBOARD_EMBED_ORIGINS', "https://app.example.com; script-src 'unsafe-inline'"],
    ['PLUGBOARD_EMBED_ORIGINS', 'http://app.example.com'],
    ['PLUGBOARD_ACCEPT_RESTORE_WITHOUT_TOMBSTONES', 'yes please'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'grpc://collector:4317'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'no value'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'x=%0d%0ay: z'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'x=%zz'],
  ];
  for (const [variable, value] of wrong) {
    test(`${variable}=${JSON.stringify(value)} is refused`, () => {
      assert.deepEqual(refusedVariables({ [variable]: value }), [variable]);
    });
  }

  test('what is right is taken as it is meant', () => {
    assert.equal(accepted({ PLUGBOARD_HOST: '::' }).listen.host, '::');
    assert.equal(accepted({ PLUGBOARD_HOST: 'Node-1.internal' }).listen.host, 'node-1.internal');
    assert.equal(accepted({ PLUGBOARD_PORT: '0' }).listen.port, 0);
    assert.equal(
      accepted({ PLUGBOARD_PUBLIC_URL: 'https://p.example.com/' }).publicUrl,
      'https://p.example.com',
    );
    assert.equal(accepted({ PLUGBOARD_PUBLIC_URL: 'http://[::1]:9000' }).publicUrl, 'http://[::1]:9000');
    assert.equal(
      accepted({ PLUGBOARD_PUBLIC_URL: 'http://app.localhost:9000' }).publicUrl,
      'http://app.localhost:9000',
    );
    assert.equal(accepted({ PLUGBOARD_LOG_LEVEL: 'DEBUG' }).logLevel, 'debug');
    assert.deepEqual(accepted({ PLUGBOARD_EGRESS_IPS: '203.0.113.7, 2001:db8::/32' }).platform.egressIps, [
      '203.0.113.7',
      '2001:db8::/32',
    ]);
    assert.deepEqual(accepted({ PLUGBOARD_TRUSTED_PROXIES: '10.0.0.0/8, fd00::1' }).trustedProxies, [
      '10.0.0.0/8',
      'fd00::1',
    ]);
    assert.deepEqual(
      accepted({ PLUGBOARD_EMBED_ORIGINS: 'https://App.example.com, http://localhost:3000' }).platform
        .embedOrigins,
      ['https://app.example.com', 'http://localhost:3000'],
    );
    const several = { PLUGBOARD_WORKERS: '4', DATABASE_URL: databaseUrl, PLUGBOARD_MASTER_KEY: masterKey };
    assert.equal(accepted(several).workers, 4);
  });

  test('a database URL of another kind is refused, and drags no second problem along', () => {
    const env = { PLUGBOARD_WORKERS: '2', PLUGBOARD_MASTER_KEY: masterKey };
    assert.deepEqual(refusedVariables({ ...env, DATABASE_URL: 'mysql://db/plugboard' }), ['DATABASE_URL']);
  });

  test('an operator token may be any 32 characters that a header can carry, and no fewer (S20)', () => {
    for (const token of ['k'.repeat(31), `${'ä'.repeat(3)}${'s3cr3t-9f'.repeat(4)}`]) {
      assert.deepEqual(refusedVariables({ PLUGBOARD_OPERATOR_TOKEN: token }), ['PLUGBOARD_OPERATOR_TOKEN']);
    }
    const token = 'an-operator-token-for-automation';
    assert.equal(accepted({ PLUGBOARD_OPERATOR_TOKEN: token }).operatorToken?.reveal(), token);
  });

  test('what Kubernetes puts into every pod beside a service of this name is not taken for a typo', () => {
    accepted({ PLUGBOARD_SERVICE_HOST: '10.0.0.1', PLUGBOARD_PORT_8080_TCP_ADDR: '10.0.0.1' });
    assert.deepEqual(refusedVariables({ PLUGBOARD_SERVICE: 'x' }), ['PLUGBOARD_SERVICE']);
  });

  test('traces go where OpenTelemetry’s own variables say', () => {
    const base = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/otlp/' };
    assert.deepEqual(accepted(base).traces, {
      url: 'http://collector:4318/otlp/v1/traces',
      headers: {},
      serviceName: 'plugboard',
    });
    const traces = accepted({
      ...base,
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.example/in',
      OTEL_EXPORTER_OTLP_HEADERS: 'Authorization=Bearer%20abc, x-team = a=b',
      OTEL_SERVICE_NAME: 'gateway',
    }).traces;
    assert.equal(traces?.url, 'https://traces.example/in');
    assert.equal(traces?.serviceName, 'gateway');
    assert.deepEqual(
      Object.entries(traces?.headers ?? {}).map(([name, value]) => [name, value.reveal()]),
      [
        ['authorization', 'Bearer abc'],
        ['x-team', 'a=b'],
      ],
    );
    assert.equal(accepted({ ...base, OTEL_SDK_DISABLED: 'TRUE' }).traces, null);
  });
});
