import { uuidV7 } from '../src/kernel/ids.ts';
import type { AttemptRecord } from '../src/kernel/records.ts';

const configId = '01980000-0000-7000-8000-00000000c0f1';
const credentialId = '01980000-0000-7000-8000-0000000c4ed1';

/** An attempt as most are, with a new id. */
export function makeAttempt(changes: Partial<AttemptRecord> = {}): AttemptRecord {
  const at = Date.now();
  return {
    id: uuidV7(at),
    at,
    requestId: 'req_0192f0c1d2e37abc9def0123456789ab',
    number: 1,
    tenantId: 'acme',
    environment: 'prod',
    agentId: null,
    featureId: 'root-cause',
    actorKind: 'token',
    actorId: 'tok_8f3a1b2c4d5e',
    userId: 'user-123456',
    operation: 'chat',
    streamed: true,
    configId,
    modelName: 'model-of-acme',
    credentialId,
    credentialVersion: 3,
    provider: 'anthropic',
    host: 'api.anthropic.com',
    address: '203.0.113.10',
    owner: 'own',
    payer: 'tenant_provider',
    reason: 'the feature is assigned to this model',
    outcome: 'answered',
    failureClass: null,
    upstreamRequestId: 'req_011CTnXq5xKfXbV4o2pM9yDx',
    status: 200,
    requestBytes: 12_345,
    answerBytes: 45_678,
    promptTokens: 1_200,
    completionTokens: 345,
    cachedTokens: 0,
    reasoningTokens: null,
    firstByteMs: 312.25,
    totalMs: 4_523.5,
    queueMs: null,
    ...changes,
  };
}
