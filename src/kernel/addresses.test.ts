import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalAddress, isNeverReachable, parseAddress, parseCidr } from './addresses.ts';

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

test('what an address is follows from its bytes, however it is written', () => {
  const same: [string, string][] = [
    ['2001:DB8::1', '2001:db8:0:0:0:0:0:1'],
    ['::ffff:1.2.3.4', '1.2.3.4'],
    ['::ffff:102:304', '1.2.3.4'],
    ['1::', '1:0:0:0:0:0:0:0'],
  ];
  for (const [a, b] of same) assert.equal(canonicalAddress(a), canonicalAddress(b), a);
  const wrong = [
    '1.2.3',
    '1.2.3.04',
    '1.2.3.256',
    '1.2.3.4.',
    ' 1.2.3.4',
    '1:2:3:4:5:6:7',
    '1::2::3',
    ':1',
    '1:',
  ];
  wrong.push(
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    '12345::',
    'g::',
    '::1.2.3',
    '1.2.3.4::',
    '::1.2.3.4:5',
    '1:::2',
  );
  for (const text of wrong) assert.equal(parseAddress(text), undefined, text);
  for (const text of ['10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/-1', 'x/8']) {
    assert.equal(parseCidr(text), undefined, text);
  }
});
