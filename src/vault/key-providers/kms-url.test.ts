import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseKmsUrl } from './kms-url.ts';

function config(text: string) {
  const result = parseKmsUrl(text);
  assert.ok(result.ok, result.ok ? '' : `${text}: ${result.problem}`);
  return result.config;
}

test('a Vault URL names the address, the mount and the key', () => {
  const base = { kind: 'vault-transit', mount: 'transit', keyName: 'plugboard' };
  assert.deepEqual(config('vault://vault.internal:8200/transit/plugboard'), {
    ...base,
    address: 'https://vault.internal:8200',
  });
  assert.deepEqual(config('vault+http://127.0.0.1:8200/transit/plugboard'), {
    ...base,
    address: 'http://127.0.0.1:8200',
  });
  assert.deepEqual(config('vault://[fd12::1]/kms/eu/plugboard?namespace=team/a'), {
    ...base,
    address: 'https://[fd12::1]',
    mount: 'kms/eu',
    namespace: 'team/a',
  });
});

test('an AWS URL names the region and the key', () => {
  const arn = 'arn:aws:kms:eu-central-1:111122223333:key/0f4b7d0e-6a3c-4a4f-9d0a-0c5b8c2f1a11';
  const endpoint = 'https://kms.eu-central-1.amazonaws.com';
  for (const keyId of ['alias/plugboard', arn, '0f4b7d0e-6a3c-4a4f-9d0a-0c5b8c2f1a11']) {
    const expected = { kind: 'aws-kms', region: 'eu-central-1', keyId, endpoint };
    assert.deepEqual(config(`aws-kms://eu-central-1/${keyId}`), expected);
  }
  assert.deepEqual(config('aws-kms://us-gov-west-1/alias/a?endpoint=https://vpce-1.kms.example:8443'), {
    kind: 'aws-kms',
    region: 'us-gov-west-1',
    keyId: 'alias/a',
    endpoint: 'https://vpce-1.kms.example:8443',
  });
  assert.match(JSON.stringify(config('aws-kms://cn-north-1/alias/a')), /kms\.cn-north-1\.amazonaws\.com\.cn/);
});

test('anything else is refused, and what was written is not repeated', () => {
  const wrong = [
    '',
    'https://vault:8200/transit/key',
    'vault://',
    'vault://host',
    'vault://host/transit',
    'gcp-kms://a/b',
  ];
  wrong.push(
    'vault://hvs.marker@host/transit/key',
    'vault://x:marker@host/transit/key',
    'vault://host/transit/key#marker',
  );
  wrong.push(
    'vault://host/transit/key?token=marker',
    'vault://host/a%2Fmarker/key',
    'vault://host/transit/key?namespace=a b',
  );
  wrong.push('vault://host/transit/key?namespace=../marker', 'vault://host/t/k?namespace=a&namespace=b');
  wrong.push(
    'aws-kms://',
    'aws-kms://eu-central-1',
    'aws-kms://marker/alias/a',
    'aws-kms://eu-central-1/alias/a?key=marker',
  );
  wrong.push(
    'aws-kms://eu-central-1/alias/a?endpoint=ftp://marker',
    'aws-kms://eu-central-1.evil.example/alias/a',
  );
  wrong.push(
    'aws-kms://eu-central-1/alias/a?endpoint=https://marker.example/path',
    'aws-kms://AKIA:marker@eu-west-1/a',
  );
  for (const text of wrong) {
    const result = parseKmsUrl(text);
    assert.ok(!result.ok, text);
    assert.doesNotMatch(result.problem, /marker/);
  }
});
