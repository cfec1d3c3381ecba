import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pick } from '../credentials/choose-variant.ts';
import { OpenCredential } from '../credentials/open-credential.ts';
import type { NetworkRung, ProviderTransport } from '../provider-ports.ts';
import { climbNetwork } from './network-rungs.ts';
import type { Rung } from './rung.ts';

async function ownerOf(rung: NetworkRung): Promise<Rung | undefined> {
  const { provider } = pick('openai_compatible', 'api_key');
  const settings = { base_url: 'https://llm.example.com/v1' };
  const connection = provider.connect('api_key', settings);
  const credential = new OpenCredential({
    cacheKey: 'c',
    provider,
    settings,
    connection,
    secrets: new Map(),
    rules: [],
    sealer: { release: () => undefined },
  });
  const transport: ProviderTransport = {
    send: async () => assert.fail('nothing is sent'),
    stream: async () => assert.fail('nothing is sent'),
    inspect: async function* () {
      yield rung;
    },
    forget: () => undefined,
  };
  const parts = {
    transport,
    elapsed: () => 0,
    nowSeconds: () => 0,
    scrub: (text: string) => text,
    egressIps: ['192.0.2.7'],
  };
  const { signal } = new AbortController();
  const target = { credential, model: undefined, isEmbedding: false, full: false, signal };
  const rungs: Rung[] = [];
  assert.equal(await climbNetwork(parts, target, (one) => void rungs.push(one)), false);
  return rungs[0];
}

test('a denied address is the operators’ to allow, whatever a server’s own words sound like', async () => {
  const denied = await ownerOf({ step: 'dns', ok: false, denied: true, ms: 1, detail: 'No.' });
  assert.equal(denied?.owner, 'the_platform');
  const detail = 'The certificate is for you-may-not-connect.example.com, not for llm.example.com.';
  const named = await ownerOf({ step: 'tls', ok: false, denied: false, ms: 1, detail });
  assert.equal(named?.owner, 'your_network_team');
});

test('a connection that fails names the addresses that calls come from', async () => {
  const refused = await ownerOf({ step: 'tcp', ok: false, denied: false, ms: 1, detail: 'Refused.' });
  assert.match(refused?.detail ?? '', /^Refused\. Calls come from 192\.0\.2\.7: /);
});
