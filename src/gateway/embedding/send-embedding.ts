import { PlugboardError } from '../../kernel/errors.ts';
import type { Answer, EmbeddingAnswer, EmbeddingInput, EmbeddingWire } from '../../providers/provider.ts';
import { findProviderName } from '../../providers/registry.ts';
import { sendAnswer, servedHeaders } from '../answers.ts';
import { Attempt } from '../attempt.ts';
import { tryTargets } from '../failover/try-targets.ts';
import { TargetFailure } from '../failures.ts';
import type { Receiver } from '../inbound.ts';
import type { GatewayParts } from '../parts.ts';
import type { Account, InferenceCaller } from '../ports.ts';
import { refuseField } from '../read-json.ts';
import { recordAttempt, recordFailure } from '../record-attempt.ts';
import { receiveWhole } from '../relay/receive-whole.ts';
import type { Route, Target } from '../routing/route.ts';
import type { EmbeddingCall } from './parse-embedding.ts';
import { splitInput } from './split-input.ts';
import { toBase64 } from './to-base64.ts';

interface EmbeddingJob {
  inbound: Receiver;
  caller: InferenceCaller;
  asked: EmbeddingCall;
  route: Route;
}

/** Every part of a large input is an attempt of its own, one after the other. */
export async function sendEmbedding(parts: GatewayParts, job: EmbeddingJob): Promise<void> {
  const { asked, route, inbound } = job;
  const [target] = route.targets;
  const opened = parts.accounts.get(target.credential);
  const account = opened instanceof Promise ? await opened : opened;
  const wire = account.provider.embeddings;
  if (!wire) throw new PlugboardError('model_not_found', { detail: 'This provider has no embeddings.' });
  if (typeof asked.input[0] !== 'string' && !wire.takesTokens) {
    refuseField('input', 'must be text: this provider takes no token numbers');
  }
  const batches = splitInput(asked.input, wire.batchMaxOf?.(target.model) ?? wire.batchMax);
  const answers: EmbeddingAnswer[] = [];
  for (const batch of batches) {
    answers.push(await embedBatch(parts, job, account, wire, batch));
    // The call waited once, not once for each part of it.
    inbound.queueMs = null;
  }
  await sendAnswer(inbound, toBody(answers, asked, target), {
    ...servedHeaders(inbound, target, inbound.tries),
    'x-plugboard-vector-space': spaceOf(target, answers),
  });
}

/** The same model again where that helps; never another one. */
async function embedBatch(
  parts: GatewayParts,
  job: EmbeddingJob,
  account: Account,
  wire: EmbeddingWire,
  input: EmbeddingInput,
): Promise<EmbeddingAnswer> {
  let embedded: EmbeddingAnswer | undefined;
  await tryTargets(parts, job, async () => {
    embedded = await embed(parts, job, account, wire, input, job.inbound.tries);
  });
  if (!embedded) throw new Error('a try without a failure has its vectors');
  return embedded;
}

async function embed(
  parts: GatewayParts,
  job: EmbeddingJob,
  account: Account,
  wire: EmbeddingWire,
  input: EmbeddingInput,
  number: number,
): Promise<EmbeddingAnswer> {
  const { inbound, route, asked } = job;
  const [target] = route.targets;
  const attempt = new Attempt(target, inbound);
  const recorded = { ...job, operation: 'embedding', streamed: false, number } as const;
  try {
    const plan = wire.request(account.connection, account.settings, target.model, input, asked.dimensions);
    const body = JSON.stringify(plan.body);
    attempt.requestBytes = Buffer.byteLength(body);
    const call = { account, plan, body, ...parts.bounds, traceparent: inbound.traceparent };
    const answer = await receiveWhole(parts.upstream, call, attempt, inbound);
    const embedded = readVectors(account, wire, answer, input.length);
    const { promptTokens: tokens } = embedded;
    // What nobody counted is not nothing.
    if (tokens !== null)
      attempt.usage = { prompt_tokens: tokens, completion_tokens: 0, total_tokens: tokens };
    await recordAttempt(parts.journal, attempt, recorded, 'answered', null);
    return embedded;
  } catch (error) {
    return recordFailure(parts.journal, attempt, recorded, error);
  }
}

/** Throws where what came is no answer to the call, whatever its status says. */
function readVectors(
  { provider }: Account,
  wire: EmbeddingWire,
  answer: Answer,
  count: number,
): EmbeddingAnswer {
  const failure = answer.status >= 300 ? provider.classify(answer) : wire.failureIn?.(answer);
  if (failure) throw new TargetFailure(failure);
  const embedded = wire.response(answer);
  if (embedded.vectors.length !== count) throw new TargetFailure(incomplete);
  return embedded;
}

const incomplete = {
  class: 'upstream_bug',
  message: 'The provider answered with another number of vectors than there were texts.',
} as const;

function toBody(answers: readonly EmbeddingAnswer[], asked: EmbeddingCall, target: Target): string {
  const tokens = answers.reduce((sum, { promptTokens }) => sum + (promptTokens ?? 0), 0);
  const vectors = answers.flatMap((answer) => answer.vectors);
  return JSON.stringify({
    object: 'list',
    data: vectors.map((vector, index) => ({
      object: 'embedding',
      index,
      embedding: asked.encoding === 'base64' ? toBase64(vector) : vector,
    })),
    model: answers[0]?.model ?? nameOf(target),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
}

/** Vectors compare only where this is the same: one model of one provider, at one length. */
function spaceOf(target: Target, [first]: readonly EmbeddingAnswer[]): string {
  const { credential, config } = target;
  const provider = config?.provider ?? findProviderName(credential) ?? credential.catalogueId;
  return `${provider}/${encodeURIComponent(nameOf(target))}/${first?.vectors[0]?.length ?? 0}`;
}

const nameOf = ({ config, model }: Target) => config?.modelName ?? model;
