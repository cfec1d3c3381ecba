import type { Static } from 'typebox';
import type { Attempt, periodQuery } from '../../../contract/ledger.ts';
import { verifyLedger } from '../../../control/ledger/verify-ledger.ts';
import type { Period } from '../../../control/ledger-ports.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import type { LedgerHead, LedgerRow } from '../../../kernel/ledger.ts';
import type { Call } from '../../route.ts';
import { toHex, toInstant } from '../answers.ts';

export const common = {
  access: { permission: 'ledger.view' },
  actsOn: 'environment',
  tag: 'Ledger',
} as const;

const dayMs = 24 * 60 * 60 * 1000;

/** A day until now, where nothing else is said. */
export function toPeriod({ from, to }: Static<typeof periodQuery>, now: number): Period {
  const end = Math.min(to === undefined ? now : Date.parse(to), now);
  const start = from === undefined ? end - dayMs : Date.parse(from);
  if (start > end) {
    throw new PlugboardError('invalid_request', {
      errors: [{ field: 'from', detail: 'is later than the end of the period' }],
    });
  }
  return { from: start, to: end };
}

export function toAttemptAnswer(row: LedgerRow): Attempt {
  return {
    id: row.id,
    at: toInstant(row.at),
    request_id: row.requestId,
    number: row.number,
    tenant_id: row.tenantId,
    environment: row.environment,
    agent_id: row.agentId,
    feature_id: row.featureId,
    actor_kind: row.actorKind,
    actor_id: row.actorId,
    user_id: row.userId,
    operation: row.operation,
    streamed: row.streamed,
    config_id: row.configId,
    model_name: row.modelName,
    credential_id: row.credentialId,
    credential_version: row.credentialVersion,
    provider: row.provider,
    host: row.host,
    address: row.address,
    owner: row.owner,
    payer: row.payer,
    reason: row.reason,
    outcome: row.outcome,
    failure_class: row.failureClass,
    upstream_request_id: row.upstreamRequestId,
    status: row.status,
    request_bytes: row.requestBytes,
    answer_bytes: row.answerBytes,
    prompt_tokens: row.promptTokens,
    completion_tokens: row.completionTokens,
    cached_tokens: row.cachedTokens,
    reasoning_tokens: row.reasoningTokens,
    first_byte_ms: row.firstByteMs,
    total_ms: row.totalMs,
    queue_ms: row.queueMs,
    seq: row.seq,
    hash: toHex(row.hash),
    fields: row.fields,
  };
}

export async function verdictOn(
  { ledgerChains, signer, deploymentId }: Call['services'],
  heads: LedgerHead[],
) {
  const chains = [];
  for (const head of heads) {
    const chain = await verifyLedger(ledgerChains, signer, deploymentId, head);
    chains.push({
      tenant: chain.tenantId,
      environment: chain.environment,
      begins_after: chain.begins,
      rows: chain.rows,
      checkpoints: chain.checkpoints,
      unsigned_rows: chain.unsigned,
      first_bad: chain.firstBad,
    });
  }
  return { ok: chains.every((chain) => chain.first_bad === null), chains };
}
