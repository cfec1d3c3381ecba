import type { CredentialStatus } from '../../kernel/records.ts';
import type { ChatRequest, ChatResponse } from '../../providers/openai-shapes.ts';
import type { Answer, ChatExtras, ChatWire, EmbeddingWire } from '../../providers/provider.ts';
import { type Asked, ask } from './ask.ts';
import { diagnose } from './diagnose.ts';
import { embeddingProbe, plainProbe } from './probe-texts.ts';
import {
  type ClimbParts,
  notPassed,
  passed,
  type Rung,
  redactedCurl,
  type Target,
  withEvidence,
} from './rung.ts';

export interface ModelFinding {
  valid: boolean | null;
  error: string | null;
  health: CredentialStatus | null;
  /** How long the plain question took; null where it was not answered. */
  answeredInMs: number | null;
  embeddingDimensions?: number;
}

/** The model, by the very call that features will make. Answers under `model` what the name means, under `chat` the call. */
export async function climbChat(
  parts: ClimbParts,
  target: Target,
  model: string,
  onRung: (rung: Rung) => void,
): Promise<ModelFinding> {
  const asked = await askChat(parts, target, model, plainProbe);
  if (asked.ok) {
    onRung(passed('model', 0, `${model} is known to the provider.`));
    onRung(passed('chat', asked.ms, describe(asked.response)));
    return { valid: true, error: null, health: 'healthy', answeredInMs: asked.ms };
  }
  return refused(parts, asked, 'chat', onRung, model);
}

export async function climbEmbedding(
  parts: ClimbParts,
  target: Target,
  model: string,
  onRung: (rung: Rung) => void,
): Promise<ModelFinding> {
  const { credential } = target;
  const wire = credential.provider.embeddings;
  if (!wire) {
    const error = `${credential.provider.name} has no embedding models`;
    onRung(notPassed('model', 'failed', 0, 'you', error));
    return { valid: false, error, health: null, answeredInMs: null };
  }
  const plan = wire.request(credential.connection, credential.settings, model, [embeddingProbe], undefined);
  const asked = await ask(parts, target, plan);
  if (!asked.ok)
    return refused(parts, { ...asked, curl: redactedCurl(credential, plan) }, 'model', onRung, model);
  const vector = firstVector(wire, asked.answer);
  if (!vector) {
    const error = 'The provider answered without a vector';
    const rung = notPassed('model', 'failed', asked.ms, 'the_provider', error);
    onRung(withEvidence(rung, parts, unreadable(asked.answer), redactedCurl(credential, plan)));
    return { valid: false, error, health: null, answeredInMs: null };
  }
  onRung(passed('model', asked.ms, `${model} answers vectors of ${vector.length} dimensions.`));
  return {
    valid: true,
    error: null,
    health: 'healthy',
    answeredInMs: asked.ms,
    embeddingDimensions: vector.length,
  };
}

function firstVector(wire: EmbeddingWire, answer: Answer): number[] | undefined {
  try {
    return wire.response(answer).vectors[0];
  } catch {
    return undefined;
  }
}

export type ChatAsked =
  | { ok: true; ms: number; response: ChatResponse }
  | (Extract<Asked, { ok: false }> & { curl: string });

/** What a wire has no form for is left out: the answer then shows that the model does not do it. */
export const dropping: ChatExtras = { lose: () => undefined, adjust: () => undefined };

/** The wire that a call like this one will take: some models are served at another endpoint. */
export function wireFor(
  { provider, settings }: Target['credential'],
  model: string,
  probe: ChatRequest,
): ChatWire {
  return provider.chatFor?.(settings, model, probe, dropping) ?? provider.chat;
}

export async function askChat(
  parts: ClimbParts,
  target: Target,
  model: string,
  probe: ChatRequest,
): Promise<ChatAsked> {
  const { credential } = target;
  const chat = wireFor(credential, model, probe);
  const plan = chat.request(credential.connection, credential.settings, model, probe, dropping);
  const asked = await ask(parts, target, plan, (answer) => chat.failureIn?.(answer));
  const curl = redactedCurl(credential, plan);
  if (!asked.ok) return { ...asked, curl };
  try {
    const context = { model, id: 'chatcmpl-check', createdSeconds: parts.nowSeconds() };
    return { ok: true, ms: asked.ms, response: chat.response(asked.answer, context) };
  } catch {
    return { ok: false, ms: asked.ms, curl, trouble: unreadable(asked.answer) };
  }
}

/** An answer that is none: a sign-in page with status 200, another API's JSON. */
function unreadable(answer: Answer): Extract<Asked, { ok: false }>['trouble'] {
  const said = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  const message = `the answer is not one of this provider: ${said}`;
  return { kind: 'answer', status: answer.status, failure: { class: 'bad_request', message } };
}

function refused(
  parts: ClimbParts,
  { trouble, ms, curl }: Extract<ChatAsked, { ok: false }>,
  step: 'chat' | 'model',
  onRung: (rung: Rung) => void,
  model: string,
): ModelFinding {
  const filtered = trouble.kind === 'answer' && trouble.failure.class === 'content_filter';
  if (filtered) {
    // A filter that refuses the text shows that the model is there and answers.
    onRung(passed('model', ms, `${model} is known; a content filter refused the check’s text.`));
    return { valid: true, error: null, health: 'healthy', answeredInMs: null };
  }
  const { valid, error, rung, owner, health } = diagnose(trouble, 'model');
  const aboutName = trouble.kind === 'answer' && trouble.failure.class === 'model_not_found';
  const detail = parts.scrub(error);
  onRung(withEvidence(notPassed(aboutName ? 'model' : step, rung, ms, owner, detail), parts, trouble, curl));
  return { valid, error: detail, health, answeredInMs: null };
}

function describe(response: ChatResponse): string {
  const [choice] = response.choices;
  const text = choice?.message.content ?? '';
  if (text !== '') return 'The model answers.';
  return choice?.finish_reason === 'length'
    ? 'The model answers; it spent its whole limit on thinking.'
    : 'The model answers, without text.';
}
