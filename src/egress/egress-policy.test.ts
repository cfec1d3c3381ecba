import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMetadataName, type OutboundTarget } from '../kernel/outbound-target.ts';
import { operatorPolicy } from './egress-policy.ts';

const anywhere: OutboundTarget = { host: 'kms.example', port: 443, plainHttp: false };

test('the operator reaches loopback, private networks and the public internet', () => {
  const addresses = [
    '127.0.0.1',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '::1',
    '0:0:0:0:0:0:0:1',
  ];
  addresses.push(
    'fd12:3456::1',
    'fc00::1',
    '1.1.1.1',
    '168.63.129.17',
    '168.63.129.15',
    '169.253.0.1',
    '169.255.0.1',
  );
  addresses.push('2606:4700:4700::1111', '2003::1', '100.100.100.199', '::ffff:10.0.0.1', '64:ff9b::808:808');
  for (const address of addresses)
    assert.equal(operatorPolicy.permitsAddress(address, anywhere), true, address);
});

test('S7: the names of metadata services are refused whatever they resolve to', () => {
  const names = ['metadata', 'METADATA.google.internal', 'metadata.google.internal.', 'instance-data'];
  for (const name of [...names, 'metadata.tencentyun.com']) assert.equal(isMetadataName(name), true, name);
  for (const name of ['vault.internal', 'metadata.example.com', 'localhost']) {
    assert.equal(operatorPolicy.permitsTarget({ ...anywhere, host: name }), true, name);
  }
});
