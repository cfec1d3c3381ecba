import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EgressAllowRule, parseEgressAllow } from './parse-addresses.ts';

const right: [text: string, rules: EgressAllowRule[]][] = [
  ['', []],
  ['ollama.internal', [{ host: 'ollama.internal', port: null }]],
  ['Ollama_1.internal:11434', [{ host: 'ollama_1.internal', port: 11434 }]],
  [
    'localhost:8000, 10.0.0.0/8 ,',
    [
      { host: 'localhost', port: 8000 },
      { cidr: '10.0.0.0/8', port: null },
    ],
  ],
  ['10.1.0.0/16:8443', [{ cidr: '10.1.0.0/16', port: 8443 }]],
  ['127.0.0.1', [{ cidr: '127.0.0.1/32', port: null }]],
  ['127.0.0.1:9000', [{ cidr: '127.0.0.1/32', port: 9000 }]],
  ['::1', [{ cidr: '::1/128', port: null }]],
  ['[::1]', [{ cidr: '::1/128', port: null }]],
  ['[::1]:9000', [{ cidr: '::1/128', port: 9000 }]],
  ['fd00::/8', [{ cidr: 'fd00::/8', port: null }]],
  ['fd00::/8:443', [{ cidr: 'fd00::/8', port: 443 }]],
  ['[fd00::/8]:443', [{ cidr: 'fd00::/8', port: 443 }]],
];

for (const [text, rules] of right) {
  test(`PLUGBOARD_EGRESS_ALLOW takes ${JSON.stringify(text)}`, () => {
    assert.deepEqual(parseEgressAllow(text), { value: rules });
  });
}

for (const entry of [
  '*',
  'http://host',
  'host:',
  'host:0',
  'host:65536',
  'host:http',
  'a b',
  '10.0.0.0/33',
  '10.0.0/8',
  '10.0.0.0/8/8',
  '10.0.0.0/8:0',
  'fd00::/129',
  '[fd00::',
  '[127.0.0.1]:80',
  '[host]:80',
  'fe80::1%eth0',
  '127.1',
  '2130706433',
  '0x7f.1',
  'host/8',
  ':80',
  '-a.b',
]) {
  test(`PLUGBOARD_EGRESS_ALLOW refuses ${entry} by its place`, () => {
    const parsed = parseEgressAllow(`localhost,${entry}`);
    assert.ok('problem' in parsed, JSON.stringify(parsed));
    assert.match(parsed.problem, /^entry 2 /);
  });
}
