import { uuidV7 } from '../kernel/ids.ts';
import type { AttemptRecord } from '../kernel/records.ts';
import type { Usage } from '../providers/openai-shapes.ts';
import type { CallFailureClass } from './failures.ts';
import type { Receiver } from './inbound.ts';
import type { InferenceCaller } from './ports.ts';
import type { Operation, Route, Target } from './routing/route.ts';
import { whereItGoes } from './routing/where-it-goes.ts';

const upstreamIdHeaders = [
  'x-request-id',
  'request-id',
  'x-amzn-requestid',
  'apim-request-id',
  'x-ms-request-id',
  'cf-ray',
] as const;
const upstreamIdLengthMax = 200;

/** One try of one target while it runs: what is seen of it, and in the end its record. */
export class Attempt {
  readonly startedAt = performance.now();
  readonly target: Target;
  status: number | null = null;
  requestBytes = 0;
  answerBytes = 0;
  usage: Usage | undefined;
  #firstByteAt: number | null = null;
  #peer: string | null = null;
  #upstreamRequestId: string | null = null;
  readonly #receiver: Pick<Receiver, 'answering'>;

  constructor(target: Target, receiver: Pick<Receiver, 'answering'>) {
    this.target = target;
    this.#receiver = receiver;
  }

  sawHead(
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
    peer: string,
  ): void {
    this.status = status;
    // An error is none: after it the call may be made again.
    if (status < 300) this.#receiver.answering();
    this.#firstByteAt = performance.now();
    this.#peer = peer === '' ? null : peer;
    for (const name of upstreamIdHeaders) {
      const value = headers[name];
      if (typeof value === 'string') {
        this.#upstreamRequestId = value.slice(0, upstreamIdLengthMax);
        return;
      }
    }
  }

  toRecord(
    call: AttemptCall,
    outcome: AttemptRecord['outcome'],
    failure: CallFailureClass | null,
  ): AttemptRecord {
    const { inbound, caller, route } = call;
    const { credential, config, model, owner, payer, reason } = this.target;
    const usage = this.usage;
    return {
      id: uuidV7(inbound.at),
      at: inbound.at,
      requestId: inbound.requestId,
      number: call.number,
      tenantId: caller.tenantId,
      environment: caller.environment,
      agentId: caller.agentId,
      featureId: route.featureId,
      actorKind: caller.actor.kind,
      actorId: caller.actor.id,
      userId: caller.userId,
      operation: call.operation,
      streamed: call.streamed,
      configId: config?.id ?? null,
      modelName: model,
      credentialId: credential.id,
      credentialVersion: credential.secretVersion,
      provider: credential.catalogueId,
      host: whereItGoes(credential).host,
      address: this.#peer,
      owner,
      payer,
      reason,
      outcome,
      failureClass: failure,
      upstreamRequestId: this.#upstreamRequestId,
      status: this.status,
      requestBytes: this.requestBytes,
      answerBytes: this.answerBytes,
      promptTokens: usage?.prompt_tokens ?? null,
      completionTokens: usage?.completion_tokens ?? null,
      cachedTokens: usage?.prompt_tokens_details?.cached_tokens ?? null,
      reasoningTokens: usage?.completion_tokens_details?.reasoning_tokens ?? null,
      firstByteMs: this.#firstByteAt === null ? null : round(this.#firstByteAt - this.startedAt),
      totalMs: round(performance.now() - this.startedAt),
      queueMs: inbound.queueMs,
    };
  }
}

/** What all attempts of one call share. */
export interface AttemptCall {
  inbound: Receiver;
  caller: InferenceCaller;
  route: Route;
  operation: Operation;
  streamed: boolean;
  /** Counts from 1. */
  number: number;
}

/** Tenths of a millisecond. */
const round = (ms: number) => Math.round(ms * 10) / 10;
