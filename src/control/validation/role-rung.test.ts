import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pick } from '../credentials/choose-variant.ts';
import { OpenCredential } from '../credentials/open-credential.ts';
import type { ProviderCall, ProviderTransport } from '../provider-ports.ts';
import { climb } from './climb.ts';

const settings = {
  aws_role_arn: 'arn:aws:iam::111122223333:role/llm',
  aws_region: 'eu-central-1',
  external_id: 'plugboard-1',
};

/** STS behind the transport: it lets in who brings the id, or everybody. */
function transportOf(enforced: boolean): ProviderTransport {
  const isRefused = ({ connection: { auth } }: ProviderCall) =>
    enforced && auth.kind === 'aws_role' && auth.externalId !== settings.external_id;
  return {
    send: async (call) =>
      isRefused(call)
        ? { ok: false, failure: { fault: 'token', detail: 'AccessDenied' } }
        : {
            ok: true,
            answer: { status: 200, headers: {}, body: { modelSummaries: [], inferenceProfileSummaries: [] } },
          },
    stream: async () => ({ ok: false, failure: { fault: 'cut', detail: 'not asked for' } }),
    inspect: async function* () {},
    forget: () => undefined,
  };
}

async function warningsOf(enforced: boolean): Promise<string[]> {
  const { provider } = pick('bedrock', 'aws_role');
  const credential = new OpenCredential({
    cacheKey: 'test',
    provider,
    settings,
    connection: provider.connect('aws_role', settings),
    secrets: new Map(),
    rules: [],
    sealer: { release: () => undefined },
  });
  const target = {
    credential,
    model: undefined,
    isEmbedding: false,
    full: false,
    signal: AbortSignal.timeout(5_000),
  };
  const parts = {
    transport: transportOf(enforced),
    elapsed: () => 0,
    nowSeconds: () => 0,
    scrub: (text: string) => text,
    egressIps: [],
  };
  const outcome = await climb(parts, target, [], () => undefined);
  assert.equal(outcome.valid, true);
  return outcome.checks.filter(({ status }) => status === 'warned').map(({ detail }) => detail);
}

test('a role that does not ask for its external id is found out, and one that does is left alone', async () => {
  assert.deepEqual(await warningsOf(true), []);
  const [warning = ''] = await warningsOf(false);
  assert.match(warning, /without its external id/);
});
