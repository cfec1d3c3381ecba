import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EgressRule, isMetadataName, type OutboundTarget } from '../kernel/outbound-target.ts';
import { operatorPolicy, tenantPolicy } from './egress-policy.ts';

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

const rule: EgressRule = { host: null, cidr: null, port: null, plainHttp: false, privateCa: null };
const at = (host: string, port = 443, plainHttp = false): OutboundTarget => ({ host, port, plainHttp });

test('S7 a rule opens a private target for its name or network, its port and its scheme, and nothing beside it', () => {
  const policy = tenantPolicy([
    { ...rule, host: 'LLM.corp', port: 8080, plainHttp: true },
    { ...rule, cidr: '10.2.0.0/16' },
  ]);
  const allowed: [OutboundTarget, string][] = [
    [at('llm.corp', 8080, true), '192.168.7.7'],
    [at('llm.corp', 8080), '8.8.8.8'],
    [at('10.2.3.4', 9443), '10.2.3.4'],
    [at('vllm.ml.svc'), '10.2.0.1'],
    [at('localhost'), '10.2.0.1'],
    [at('api.example.net'), '10.2.0.1'],
    [at('api.example.net'), '8.8.8.8'],
  ];
  for (const [target, address] of allowed) {
    const note = `${target.host}:${target.port} ${address}`;
    assert.ok(policy.permitsTarget(target) && policy.permitsAddress(address, target), note);
  }
  const denied: [OutboundTarget, string][] = [
    [at('llm.corp', 8081, true), '192.168.7.7'],
    [at('10.2.3.4', 80, true), '10.2.3.4'],
    [at('10.3.3.4'), '10.3.3.4'],
    [at('vllm.ml.svc'), '10.3.0.1'],
    // A private name that turns public is somebody else's.
    [at('vllm.ml.svc'), '8.8.8.8'],
    [at('api.example.net', 22), '8.8.8.8'],
    [at('api.example.net'), '::ffff:10.2.0.1'],
    [at('sub.llm.corp', 8080, true), '192.168.7.7'],
  ];
  for (const [target, address] of denied) {
    const note = `${target.host}:${target.port} ${address}`;
    assert.ok(!(policy.permitsTarget(target) && policy.permitsAddress(address, target)), note);
  }
});

test('S7 no rule opens metadata services or link-local addresses', () => {
  const hosts = ['metadata.google.internal', 'metadata', '169.254.169.254', 'fe80::1', 'llm.corp'];
  const policy = tenantPolicy([
    { ...rule, cidr: '0.0.0.0/0', plainHttp: true },
    { ...rule, cidr: '::/0', plainHttp: true },
    ...hosts.map((host) => ({ ...rule, host, plainHttp: true })),
  ]);
  for (const host of hosts.slice(0, 4)) assert.equal(policy.permitsTarget(at(host, 80, true)), false, host);
  for (const address of ['169.254.169.254', '168.63.129.16', 'fe80::1', '64:ff9b::a9fe:a9fe', '0.0.0.0']) {
    assert.equal(policy.permitsAddress(address, at('llm.corp', 80, true)), false, address);
  }
});

test('S11 policies have one key exactly when they allow the same', () => {
  const one = { ...rule, host: 'a.corp' };
  const two = { ...rule, host: 'b.corp' };
  assert.equal(tenantPolicy([one, two]).key, tenantPolicy([{ ...two }, { ...one }]).key);
  const changes = [
    { port: 1 },
    { plainHttp: true },
    { privateCa: 'x' },
    { host: 'c.corp' },
    { cidr: '10.0.0.0/8' },
  ];
  const keys = changes.map((change) => tenantPolicy([{ ...one, ...change }]).key);
  assert.equal(new Set([...keys, tenantPolicy([one]).key, tenantPolicy([]).key]).size, 7);
});
