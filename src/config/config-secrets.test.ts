import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import type { Config, ConfigProblem } from './config.ts';
import { parseConfig } from './config.ts';
import { listSecrets } from './list-secrets.ts';

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

describe('the master key', () => {
  const vault = { PLUGBOARD_KMS: 'vault://vault.internal:8200/transit/plugboard' };
  const aws = { PLUGBOARD_KMS: 'aws-kms://arn:aws:kms:eu-central-1:111122223333:key/abc' };

  test('a database without a key of its own is refused (S18)', () => {
    assert.deepEqual(refusedVariables({ DATABASE_URL: databaseUrl }), ['PLUGBOARD_MASTER_KEY']);
    assert.deepEqual(refusedVariables({ DATABASE_URL: databaseUrl }, true), ['PLUGBOARD_MASTER_KEY']);
  });

  test('two sources at once are refused', () => {
    const env = { PLUGBOARD_MASTER_KEY: masterKey, PLUGBOARD_MASTER_KEY_FILE: '/run/key' };
    assert.deepEqual(refusedVariables(env), ['PLUGBOARD_MASTER_KEY_FILE']);
    assert.deepEqual(
      refusedVariables({ ...vault, PLUGBOARD_MASTER_KEY: masterKey, PLUGBOARD_KMS_TOKEN: 't' }),
      ['PLUGBOARD_KMS'],
    );
  });

  test('each source is carried with what it needs', () => {
    const text = accepted({ PLUGBOARD_MASTER_KEY: masterKey }).masterKey;
    assert.equal(text.kind === 'text' && text.value.reveal(), masterKey);
    assert.deepEqual(accepted({ PLUGBOARD_MASTER_KEY_FILE: '/run/key' }).masterKey, {
      kind: 'file',
      path: '/run/key',
    });
    assert.deepEqual(
      accepted({ ...vault, PLUGBOARD_KMS_TOKEN_FILE: '/run/token', PLUGBOARD_KMS_NAMESPACE: 'eu' }).masterKey,
      {
        kind: 'kms',
        service: 'vault',
        url: vault.PLUGBOARD_KMS,
        token: { kind: 'file', path: '/run/token' },
        namespace: 'eu',
      },
    );
    const kms = accepted({
      ...aws,
      PLUGBOARD_KMS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      PLUGBOARD_KMS_SECRET_ACCESS_KEY: 'marker-aws-secret',
    }).masterKey;
    assert.ok(kms.kind === 'kms' && kms.service === 'aws-kms');
    assert.equal(kms.url, aws.PLUGBOARD_KMS);
    assert.equal(kms.secretAccessKey.reveal(), 'marker-aws-secret');
    assert.equal(kms.sessionToken, null);
  });

  test('a key service without its credentials is refused', () => {
    assert.deepEqual(refusedVariables(vault), ['PLUGBOARD_KMS_TOKEN']);
    assert.deepEqual(
      refusedVariables({ ...vault, PLUGBOARD_KMS_TOKEN: 't', PLUGBOARD_KMS_TOKEN_FILE: '/t' }),
      ['PLUGBOARD_KMS_TOKEN_FILE'],
    );
    assert.deepEqual(refusedVariables(aws), [
      'PLUGBOARD_KMS_ACCESS_KEY_ID',
      'PLUGBOARD_KMS_SECRET_ACCESS_KEY',
    ]);
    for (const url of ['https://vault', 'vault://', 'aws-kms:', 'gcp-kms://x']) {
      assert.deepEqual(refusedVariables({ PLUGBOARD_KMS: url }), ['PLUGBOARD_KMS']);
    }
    assert.deepEqual(refusedVariables({ PLUGBOARD_KMS: 'vault://me:pw@host/k', PLUGBOARD_KMS_TOKEN: 't' }), [
      'PLUGBOARD_KMS',
    ]);
  });
});

describe('secrets', () => {
  const marker = 'MARKER-9f8e7d6c5b4a';

  test('no problem text contains the value of a secret, nor of any other variable (S56)', () => {
    const pasted = [
      marker,
      `{"issuer": "${marker}`,
      `{"${marker}": "${marker}", "client_secret": 7, "roles": {"${marker}": "${marker}"}}`,
      `[{"issuer": "${marker}", "public_key": "-----BEGIN PRIVATE KEY-----${marker}"}, "${marker}"]`,
      `https://${marker}:${marker}@host/${marker}?${marker}`,
      `postgres://u:${marker}@[/x`,
      `vault://${marker}@host`,
      `k=%zz${marker}`,
      `10.0.0.0/8,${marker}/${marker}`,
    ];
    const names = [
      'DATABASE_URL',
      'PLUGBOARD_HOST',
      'PLUGBOARD_PORT',
      'PLUGBOARD_PUBLIC_URL',
      'PLUGBOARD_MASTER_KEY',
      'PLUGBOARD_KMS',
      'PLUGBOARD_KMS_TOKEN',
      'PLUGBOARD_OPERATOR_TOKEN',
      'PLUGBOARD_EGRESS_ALLOW',
      'PLUGBOARD_ISSUERS',
      'PLUGBOARD_OIDC',
      'PLUGBOARD_SANDBOX',
      'PLUGBOARD_WORKERS',
      'PLUGBOARD_SUPPORT_URL',
      'PLUGBOARD_EGRESS_IPS',
      'PLUGBOARD_TRUSTED_PROXIES',
      'PLUGBOARD_LOG_LEVEL',
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'OTEL_EXPORTER_OTLP_HEADERS',
      'PLUGBOARD_TYPO',
    ];
    let count = 0;
    for (const value of pasted) {
      const problems = refused(Object.fromEntries(names.map((name) => [name, value])));
      count += problems.length;
      assert.ok(!JSON.stringify(problems).includes(marker), JSON.stringify(problems));
    }
    assert.ok(count > pasted.length * 8);
  });

  test('a printed configuration shows none', () => {
    const config = accepted({
      DATABASE_URL: `postgres://u:${marker}@db/p`,
      PLUGBOARD_MASTER_KEY: `1:${marker}`,
      PLUGBOARD_OPERATOR_TOKEN: `${marker}-${marker}`,
      PLUGBOARD_OIDC: JSON.stringify({ issuer: 'https://id.example', client_id: 'c', client_secret: marker }),
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${marker}`,
    });
    assert.ok(!`${inspect(config, { depth: 9 })}${JSON.stringify(config)}`.includes(marker));
  });

  test('all of them are listed for the scrubber, with the parts that travel alone', () => {
    const config = accepted({
      DATABASE_URL: databaseUrl,
      PLUGBOARD_MASTER_KEY: '2:bmV3ZXI=,\n1:b2xkZXI=',
      PLUGBOARD_OPERATOR_TOKEN: 'an-operator-token-for-automation',
      PLUGBOARD_OIDC: JSON.stringify({
        issuer: 'https://id.example',
        client_id: 'c',
        client_secret: 'marker-oidc',
      }),
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20marker-otlp',
    });
    const values = listSecrets(config).map((secret) => secret.reveal());
    for (const value of [
      databaseUrl,
      'marker-db-pass!',
      'marker-db-pass%21',
      'bmV3ZXI=',
      'b2xkZXI=',
      'an-operator-token-for-automation',
      'marker-oidc',
      'Bearer marker-otlp',
      'marker-otlp',
    ]) {
      assert.ok(values.includes(value), value);
    }
    const vault = accepted({ PLUGBOARD_KMS: 'vault://v/k', PLUGBOARD_KMS_TOKEN: 'marker-vault' });
    assert.deepEqual(
      listSecrets(vault).map((secret) => secret.reveal()),
      ['marker-vault'],
    );
  });
});
