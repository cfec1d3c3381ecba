import type { LedgerRow } from '../../kernel/ledger.ts';
import type { FoundCall } from './find-call.ts';
import { sayFailure, sayOwner, sayReason } from './words.ts';

export type CallState = 'answered' | 'failed' | 'aborted' | 'waiting';

export interface CallStory {
  state: CallState;
  /** The whole of it in a sentence. */
  summary: string;
  /** In order; each is one paragraph for a person. */
  steps: { at: number; text: string }[];
  /** What the answer carried; null where none left. */
  headers: Record<string, string> | null;
}

/** What happened to one call, in words, from what was written down of it. */
export function tellCall(call: FoundCall): CallStory {
  const state = stateOf(call);
  return {
    state,
    summary: summarise(call, state),
    steps: [...tellArrival(call), ...tellAttempts(call), ...tellQueue(call)].toSorted((a, b) => a.at - b.at),
    headers: headersOf(call, state),
  };
}

function stateOf({ attempts, queued }: FoundCall): CallState {
  if (queued && (queued.status === 'queued' || queued.status === 'running')) return 'waiting';
  return attempts.at(-1)?.outcome ?? 'failed';
}

function summarise(call: FoundCall, state: CallState): string {
  const { attempts, queued } = call;
  const last = attempts.at(-1);
  const tries = attempts.length === 1 ? 'one try' : `${attempts.length} tries`;
  if (state === 'waiting') {
    return `It waits for its model after ${tries}; it is given up at ${toTime(queued?.deadlineAt ?? 0)}.`;
  }
  if (!last) return `It was never sent to a model: ${queued?.errorCode ?? 'it was refused'}.`;
  const where = `${last.modelName} at ${last.host}`;
  if (state === 'answered') return `It was answered by ${where}, on ${sayOwner(last, call)}, after ${tries}.`;
  if (state === 'aborted') return `It was broken off while ${where} was at it, after ${tries}.`;
  return `Nobody answered it, after ${tries}; the last was ${where}: ${sayFailure(last)}.`;
}

function tellArrival({ attempts, queued, policy }: FoundCall): CallStory['steps'] {
  const [first] = attempts;
  const call = first ?? queued;
  if (!call) return [];
  const at = first?.at ?? queued?.createdAt ?? 0;
  const who = [
    `${call.actorKind} ${call.actorId}`,
    ...(call.userId === null ? [] : [`for the user ${call.userId}`]),
    ...(call.agentId === null ? [] : [`of the agent ${call.agentId}`]),
    ...(call.featureId === null ? [] : [`for the feature ${call.featureId}`]),
  ].join(', ');
  const kind = first?.streamed ? 'streamed chat' : call.operation;
  const named = queued ? ` It asked for ${queued.model ?? 'the default model'}.` : '';
  const steps = [{ at, text: `A ${kind} call came in from ${who}.${named}` }];
  if (attempts.length < 2 && attempts[0]?.outcome === 'answered') return steps;
  const rule = policy?.policy ?? 'fail_closed';
  const since =
    policy && policy.updatedAt > at ? ` (set at ${toTime(policy.updatedAt)}, after this call)` : '';
  return [...steps, { at, text: `The failure policy is ${rule}${since}.` }];
}

function tellAttempts(call: FoundCall): CallStory['steps'] {
  return call.attempts.map((attempt, index) => ({
    at: attempt.at + elapsedBefore(call.attempts, index),
    text: tellAttempt(attempt, call.attempts[index - 1], call),
  }));
}

/** The ledger has when the call came in; tries of one way along the route follow each other. */
function elapsedBefore(attempts: readonly LedgerRow[], index: number): number {
  const { at } = attempts[index] as LedgerRow;
  return attempts.slice(0, index).reduce((ms, one) => (one.at === at ? ms + one.totalMs : ms), 0);
}

function tellAttempt(attempt: LedgerRow, before: LedgerRow | undefined, call: FoundCall): string {
  const { number, modelName, host, address, provider, payer, outcome, totalMs, upstreamRequestId } = attempt;
  const isAgain = before?.configId === attempt.configId && before.credentialId === attempt.credentialId;
  const why = before && isAgain ? `again, after ${sayFailure(before)}` : sayReason(attempt, before);
  const to = address === null ? host : `${host} (${address})`;
  const head = `Try ${number}: ${modelName} of ${provider} at ${to}, on ${sayOwner(attempt, call)}, paid by ${payer}; ${why}.`;
  const theirs = upstreamRequestId === null ? '' : ` The provider calls it ${upstreamRequestId}.`;
  const ms = Math.round(totalMs);
  if (outcome === 'failed') return `${head} It failed after ${ms} ms: ${sayFailure(attempt)}.${theirs}`;
  if (outcome === 'aborted') {
    const who = attempt.failureClass === 'stopped' ? 'it was cut off by operators' : 'the caller was gone';
    return `${head} After ${ms} ms ${who}.${theirs}`;
  }
  const { promptTokens, completionTokens, firstByteMs } = attempt;
  const tokens = promptTokens === null ? '' : `, ${promptTokens} tokens in and ${completionTokens ?? 0} out`;
  const first = firstByteMs === null ? '' : ` (first byte after ${Math.round(firstByteMs)} ms)`;
  return `${head} It answered within ${ms} ms${first}${tokens}.${theirs}`;
}

function tellQueue({ queued }: FoundCall): CallStory['steps'] {
  if (!queued) return [];
  const { id, status, attempts, nextAttemptAt, deadlineAt, lastFailure, errorCode, finishedAt, createdAt } =
    queued;
  const steps = [
    { at: createdAt, text: `It was put in the queue as ${id}, to be tried until ${toTime(deadlineAt)}.` },
  ];
  if (finishedAt === null) {
    const next = nextAttemptAt === null ? '' : `; next at ${toTime(nextAttemptAt)}`;
    const failed = lastFailure ? ` Last: ${lastFailure.class}, ${lastFailure.message}` : '';
    return [
      ...steps,
      { at: nextAttemptAt ?? deadlineAt, text: `It is ${status}, tried ${attempts} times${next}.${failed}` },
    ];
  }
  const code = errorCode === null ? '' : ` with ${errorCode}`;
  return [
    ...steps,
    { at: finishedAt, text: `In the queue it ended as ${status}${code}, tried ${attempts} times.` },
  ];
}

function headersOf({ requestId, attempts, queued }: FoundCall, state: CallState): CallStory['headers'] {
  const last = attempts.at(-1);
  if (state !== 'answered' || !last) return null;
  return {
    'x-request-id': requestId,
    'x-plugboard-served-by': last.owner,
    ...(last.configId !== null && { 'x-plugboard-config': last.configId }),
    'x-plugboard-attempts': String(last.number),
    ...(queued && { 'x-plugboard-queue-id': queued.id }),
  };
}

const toTime = (ms: number): string => new Date(ms).toISOString();
