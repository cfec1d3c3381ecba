import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMetadataName, isNeverReachable, operatorPolicy } from './address-rules.ts';

const metadata = ['169.254.169.254', '169.254.170.2', '169.254.42.42', '100.100.100.200', '168.63.129.16'];

function hexPair(ipv4: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map(Number);
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}

test('S7: metadata addresses are never reachable, in whichever way they are written', () => {
  for (const address of metadata) {
    const forms = [
      address,
      `::ffff:${address}`,
      `::ffff:${hexPair(address)}`,
      `::${address}`,
      `::ffff:0:${hexPair(address)}`,
      `64:ff9b::${hexPair(address)}`,
      `64:ff9b::${address}`,
      `2002:${hexPair(address)}::1`,
      `64:ff9b:1::${hexPair(address)}`,
    ];
    for (const form of forms) assert.equal(isNeverReachable(form), true, form);
  }
});

test('S7: link-local, multicast, unspecified and broadcast addresses are never reachable', () => {
  const addresses = [
    'fe80::1',
    'fe80::a9fe:a9fe',
    'febf::1',
    'fd00:ec2::254',
    'fd00:ec2::23',
    'fd20:ce::254',
  ];
  addresses.push(
    '0.0.0.0',
    '0.1.2.3',
    '::',
    '::ffff:0.0.0.0',
    '224.0.0.1',
    '239.255.255.250',
    '255.255.255.255',
  );
  addresses.push('240.0.0.1', 'ff02::1', 'FD00:0EC2:0:0:0:0:0:0254', '2001:0:4136:e378:8000:63bf:3fff:fdd2');
  for (const address of addresses) assert.equal(isNeverReachable(address), true, address);
});

test('what is no plain address is never reachable', () => {
  for (const text of ['', 'localhost', '0x7f.1', '127.1', 'fe80::1%eth0', '::1%lo', '10.0.0.1:80', '[::1]']) {
    assert.equal(isNeverReachable(text), true, text);
  }
});

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
  for (const address of addresses) assert.equal(operatorPolicy.permitsAddress(address), true, address);
});

test('S7: the names of metadata services are refused whatever they resolve to', () => {
  const names = ['metadata', 'METADATA.google.internal', 'metadata.google.internal.', 'instance-data'];
  for (const name of [...names, 'metadata.tencentyun.com']) assert.equal(isMetadataName(name), true, name);
  for (const name of ['vault.internal', 'metadata.example.com', 'localhost']) {
    assert.equal(operatorPolicy.permitsName(name), true, name);
  }
});
