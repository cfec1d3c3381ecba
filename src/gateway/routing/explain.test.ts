import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked, now } from '../../../testkit/resolving.ts';
import {
  configRecord,
  credentialRecord,
  egressRuleRecord,
  house,
  snapshotOf,
} from '../../../testkit/routing-records.ts';
import type { StandingCredential } from '../../snapshot/ports.ts';
import { explain } from './explain.ts';

const at = (baseUrl: string, more: Partial<StandingCredential> = {}) =>
  credentialRecord('account', {
    catalogueId: 'openai_compatible',
    settings: { base_url: baseUrl },
    ...more,
  });

const toldOf = (
  credential: StandingCredential,
  egressRules: ReturnType<typeof egressRuleRecord>[] = [],
  operation: 'chat' | 'embedding' = 'chat',
) => {
  const model = configRecord('model', credential, {
    isDefault: true,
    isEmbedding: operation === 'embedding',
  });
  const snapshot = snapshotOf({ credentials: [credential], modelConfigs: [model], egressRules });
  const [told] = explain(snapshot, asked({ model: 'model', operation }), now).targets;
  assert.ok(told);
  return told;
};

test('what goes to a public host leaves the network, and it is said where to and on whose account', () => {
  const told = toldOf(credentialRecord('account', { dataRegion: 'eu' }));
  assert.deepEqual([told.host, told.providerId, told.leavesNetwork], ['api.openai.com', 'account', true]);
  assert.equal(
    told.whatLeaves,
    'The whole call (messages, tools, settings) goes to api.openai.com (eu), on the tenant’s own account.',
  );
  assert.equal(
    toldOf(credentialRecord('account'), [], 'embedding').whatLeaves,
    'The texts of the call go to api.openai.com, on the tenant’s own account.',
  );
  for (const url of [
    'https://8.8.8.8/v1',
    'https://[2606:4700::1111]/v1',
    'https://llm.example.com:8443/v1',
  ]) {
    assert.equal(toldOf(at(url)).leavesNetwork, true, url);
  }
});

test('what goes to a private address or name, or by an egress rule of the tenant’s, stays inside', () => {
  const rule = egressRuleRecord({ host: 'gpu.example.com', port: 8443 });
  for (const url of [
    'http://10.1.2.3:8000/v1',
    'https://[fd00::7]/v1',
    'http://127.0.0.1:11434/v1',
    'http://gpu-server.internal:8000/v1',
    'http://ollama:11434/v1',
    'https://gpu.example.com:8443/v1',
  ]) {
    assert.equal(toldOf(at(url), [rule]).leavesNetwork, false, url);
  }
  const told = toldOf(at('http://ollama:11434/v1'));
  assert.equal(told.host, 'ollama:11434');
  assert.equal(told.whatLeaves, 'Nothing: the call goes to ollama:11434, inside the tenant’s own network.');
});

test('a rule of another port, environment or tenant keeps nothing inside', () => {
  const url = 'https://gpu.example.com:8443/v1';
  for (const rule of [
    egressRuleRecord({ host: 'gpu.example.com', port: 443 }),
    egressRuleRecord({ host: 'gpu.example.com', environment: 'prod' }),
    egressRuleRecord({ host: 'gpu.example.com', tenantId: 'beta' }),
    egressRuleRecord({ host: 'other.example.com' }),
    egressRuleRecord({ cidr: '10.0.0.0/8' }),
  ]) {
    assert.equal(toldOf(at(url), [rule]).leavesNetwork, true, JSON.stringify(rule));
  }
});

test('what goes to a managed model leaves the network, wherever that runs, and its account stays unnamed', () => {
  const told = toldOf(at('http://10.1.2.3:8000/v1', house));
  assert.deepEqual([told.host, told.providerId, told.leavesNetwork], ['10.1.2.3:8000', null, true]);
  assert.match(told.whatLeaves, /goes to 10\.1\.2\.3:8000, on the platform’s account\.$/);
});
