import type { ModelCapabilities } from '../../kernel/records.ts';
import type { StreamChunk } from '../../providers/openai-shapes.ts';
import type { WireEvent } from '../../providers/provider.ts';
import { callOf } from './ask.ts';
import { askChat, type ChatAsked, dropping, wireFor } from './model-rungs.ts';
import { contextProbe, contextTokensProbed, jsonProbe, streamProbe, toolProbe } from './probe-texts.ts';
import {
  type ClimbParts,
  notPassed,
  passed,
  type Rung,
  redactedCurl,
  type Target,
  type Trouble,
  withEvidence,
} from './rung.ts';

/** Pieces that arrive closer together than this came in one block, whatever the framing says. */
const blockMs = 5;
const latencyGoodMs = 30_000;

export async function climbFeatures(
  parts: ClimbParts,
  target: Target,
  model: string,
  known: { contextTokens: number | undefined; answeredInMs: number | null },
  onRung: (rung: Rung) => void,
): Promise<ModelCapabilities> {
  if (known.answeredInMs === null) return skipFeatures(known.contextTokens, onRung);
  const streaming = await climbStreaming(parts, target, model);
  onRung(streaming);
  const tools = judgeTools(parts, await askChat(parts, target, model, toolProbe));
  onRung(tools);
  const json = judgeJson(parts, await askChat(parts, target, model, jsonProbe));
  onRung(json);
  const context = await climbContext(parts, target, model, known.contextTokens);
  onRung(context.rung);
  onRung(judgeLatency(known.answeredInMs));
  return {
    streaming: canIt(streaming),
    tools: canIt(tools),
    json: canIt(json),
    contextTokens: context.tokens,
  };
}

/** Where the model did not answer a plain question just now, its refusals of others would say nothing about it. */
function skipFeatures(contextTokens: number | undefined, onRung: (rung: Rung) => void): ModelCapabilities {
  const detail = 'Not tried: the model did not answer just now.';
  for (const step of ['streaming', 'tools', 'json'] as const)
    onRung(notPassed(step, 'skipped', 0, 'nobody', detail));
  onRung(
    contextTokens === undefined
      ? notPassed('context', 'skipped', 0, 'nobody', detail)
      : judgeListedContext(contextTokens),
  );
  onRung(notPassed('latency', 'skipped', 0, 'nobody', 'There was no answer to time.'));
  return { streaming: null, tools: null, json: null, contextTokens: contextTokens ?? null };
}

function canIt({ status }: Rung): boolean | null {
  if (status === 'passed') return true;
  return status === 'failed' ? false : null;
}

async function climbStreaming(parts: ClimbParts, target: Target, model: string): Promise<Rung> {
  const { credential } = target;
  const chat = wireFor(credential, model, streamProbe);
  const plan = chat.request(credential.connection, credential.settings, model, streamProbe, dropping);
  const curl = redactedCurl(credential, plan);
  const from = parts.elapsed();
  const sent = await parts.transport.stream(callOf(target, plan), chat.framing);
  const since = () => parts.elapsed() - from;
  if (!sent.ok) {
    const trouble = { kind: 'transport', failure: sent.failure } as const;
    return withEvidence(
      notPassed('streaming', 'failed', since(), 'the_provider', sent.failure.detail),
      parts,
      trouble,
      curl,
    );
  }
  if ('answer' in sent) {
    const { answer } = sent;
    const hidden = answer.status >= 400 ? credential.provider.classify(answer) : chat.failureIn?.(answer);
    const failure = hidden ?? { class: 'bad_request' as const, message: 'no stream' };
    const trouble = { kind: 'answer', failure, status: sent.answer.status } as const;
    const status = saysWhatItCan(trouble) ? 'failed' : 'unknown';
    const detail = 'The provider answered without a stream.';
    return withEvidence(
      notPassed('streaming', status, since(), 'the_provider', detail),
      parts,
      trouble,
      curl,
    );
  }
  return watchStream(parts, target, sent.events, { model, since });
}

/** When each piece came, and whether the stream reached its end: by its mark, or where there is none by its last word. */
async function watchStream(
  parts: ClimbParts,
  { credential }: Target,
  events: AsyncIterable<WireEvent>,
  { model, since }: { model: string; since: () => number },
): Promise<Rung> {
  const chat = wireFor(credential, model, streamProbe);
  const arrivals: number[] = [];
  const state = chat.beginStream({ model, id: 'chatcmpl-check', createdSeconds: parts.nowSeconds() });
  let ended = false;
  try {
    for await (const event of events) {
      const { chunks, done, failed } = chat.decode(state, event);
      if (failed)
        return notPassed('streaming', 'failed', since(), 'the_provider', parts.scrub(failed.message));
      if (chunks.some(hasText)) arrivals.push(since());
      ended ||= done;
    }
    ended ||= chat.endStream?.(state).done ?? false;
  } catch {
    ended = false;
  }
  return judgeArrivals(arrivals, ended, since());
}

function hasText(chunk: StreamChunk): boolean {
  return chunk.choices.some(({ delta }) => (delta.content ?? delta.reasoning_content ?? '') !== '');
}

function judgeArrivals(arrivals: readonly number[], ended: boolean, ms: number): Rung {
  const [first = 0] = arrivals;
  const spread = (arrivals.at(-1) ?? 0) - first;
  if (arrivals.length === 0) {
    return notPassed('streaming', 'failed', ms, 'the_provider', 'The stream ended without any text.');
  }
  if (!ended) {
    return notPassed('streaming', 'failed', ms, 'the_provider', 'The stream was cut before its end.');
  }
  if (arrivals.length === 1 || spread < blockMs) {
    const detail =
      'The whole answer arrives in one block: something between here and the model collects it first.';
    return notPassed('streaming', 'warned', ms, 'your_network_team', detail);
  }
  return passed(
    'streaming',
    ms,
    `${arrivals.length} pieces over ${Math.round(spread)} ms, the first after ${Math.round(first)} ms.`,
  );
}

function judgeTools(parts: ClimbParts, asked: ChatAsked): Rung {
  if (!asked.ok) return unanswered('tools', parts, asked, 'Tools are refused.');
  const call = asked.response.choices[0]?.message.tool_calls?.[0];
  if (!call) {
    return notPassed(
      'tools',
      'warned',
      asked.ms,
      'you',
      'The model answered without calling the tool that it was given.',
    );
  }
  const complete = parsesAs(call.function.arguments, 'city');
  return complete
    ? passed('tools', asked.ms, 'The tool was called with valid arguments.')
    : notPassed(
        'tools',
        'failed',
        asked.ms,
        'the_provider',
        'The tool was called with arguments that do not fit its schema.',
      );
}

function judgeJson(parts: ClimbParts, asked: ChatAsked): Rung {
  if (!asked.ok) return unanswered('json', parts, asked, 'A JSON schema is refused.');
  const text = asked.response.choices[0]?.message.content ?? '';
  return parsesAs(text, 'colour')
    ? passed('json', asked.ms, 'The answer keeps to the schema.')
    : notPassed('json', 'failed', asked.ms, 'the_provider', 'The answer does not keep to the JSON schema.');
}

function unanswered(
  step: 'tools' | 'json' | 'context',
  parts: ClimbParts,
  { trouble, ms, curl }: Extract<ChatAsked, { ok: false }>,
  detail: string,
): Rung {
  const refusal = saysWhatItCan(trouble);
  const rung = notPassed(step, refusal ? 'failed' : 'unknown', ms, refusal ? 'you' : 'the_provider', detail);
  return withEvidence(rung, parts, trouble, curl);
}

/** A limit or an outage at this moment says nothing about what the model can do. */
function saysWhatItCan(trouble: Trouble): boolean {
  return (
    trouble.kind === 'answer' &&
    ['bad_request', 'context_length', 'upstream_bug'].includes(trouble.failure.class)
  );
}

function parsesAs(text: string, field: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && field in value;
  } catch {
    return false;
  }
}

/** What the provider says of the window is believed; otherwise a text that needs 32,000 tokens is sent once. */
async function climbContext(
  parts: ClimbParts,
  target: Target,
  model: string,
  listed: number | undefined,
): Promise<{ rung: Rung; tokens: number | null }> {
  if (listed !== undefined) return { tokens: listed, rung: judgeListedContext(listed) };
  const asked = await askChat(parts, target, model, contextProbe());
  if (asked.ok) {
    const detail = `A text of about ${contextTokensProbed} tokens is accepted.`;
    return { rung: passed('context', asked.ms, detail), tokens: contextTokensProbed };
  }
  return {
    rung: unanswered('context', parts, asked, 'A text of about 32,000 tokens is refused.'),
    tokens: null,
  };
}

function judgeListedContext(tokens: number): Rung {
  const detail = `The provider states a window of ${tokens} tokens.`;
  return tokens >= contextTokensProbed
    ? passed('context', 0, detail)
    : notPassed('context', 'failed', 0, 'you', detail);
}

function judgeLatency(answeredInMs: number): Rung {
  const detail = `A short question was answered in ${Math.round(answeredInMs)} ms.`;
  return answeredInMs <= latencyGoodMs
    ? passed('latency', answeredInMs, detail)
    : notPassed('latency', 'warned', answeredInMs, 'the_provider', detail);
}
