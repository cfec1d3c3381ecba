import type { AttemptRecord } from './records.ts';

/**
 * An attempt in the journal is a list without names, half as long as an object and quicker to write; it comes into the
 * database as it stands there, each value known by its position. Lists of an older version are still read after an
 * upgrade, so a field is only ever added at the end, and is null where it is missing.
 */
const inOrder: Record<keyof AttemptRecord, true> = {
  id: true,
  at: true,
  requestId: true,
  number: true,
  tenantId: true,
  environment: true,
  agentId: true,
  featureId: true,
  actorKind: true,
  actorId: true,
  userId: true,
  operation: true,
  streamed: true,
  configId: true,
  modelName: true,
  credentialId: true,
  credentialVersion: true,
  provider: true,
  host: true,
  address: true,
  owner: true,
  payer: true,
  reason: true,
  outcome: true,
  failureClass: true,
  upstreamRequestId: true,
  status: true,
  requestBytes: true,
  answerBytes: true,
  promptTokens: true,
  completionTokens: true,
  cachedTokens: true,
  reasoningTokens: true,
  firstByteMs: true,
  totalMs: true,
  queueMs: true,
};
export const attemptFields = Object.keys(inOrder) as (keyof AttemptRecord)[];

/**
 * JSON has no bare line break in it. The fields are written out because every answer waits for this: 0.7 µs, by way of
 * `attemptFields` 1.1 µs, and joined by hand 0.7 to 0.9 µs.
 */
export function toAttemptList(attempt: AttemptRecord): string {
  return JSON.stringify([
    attempt.id,
    attempt.at,
    attempt.requestId,
    attempt.number,
    attempt.tenantId,
    attempt.environment,
    attempt.agentId,
    attempt.featureId,
    attempt.actorKind,
    attempt.actorId,
    attempt.userId,
    attempt.operation,
    attempt.streamed,
    attempt.configId,
    attempt.modelName,
    attempt.credentialId,
    attempt.credentialVersion,
    attempt.provider,
    attempt.host,
    attempt.address,
    attempt.owner,
    attempt.payer,
    attempt.reason,
    attempt.outcome,
    attempt.failureClass,
    attempt.upstreamRequestId,
    attempt.status,
    attempt.requestBytes,
    attempt.answerBytes,
    attempt.promptTokens,
    attempt.completionTokens,
    attempt.cachedTokens,
    attempt.reasoningTokens,
    attempt.firstByteMs,
    attempt.totalMs,
    attempt.queueMs,
  ]);
}
