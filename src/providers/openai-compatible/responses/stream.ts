import { isObject, type JsonObject, objectOf, parseJson, textOf } from '../../../kernel/json-values.ts';
import {
  type ChunkHead,
  callArgumentsChunk,
  callStartChunk,
  deltaChunk,
  usageChunk,
} from '../../chunk-writer.ts';
import type { StreamChunk, StreamDelta } from '../../openai-shapes.ts';
import type { Decoded, WireContext, WireEvent } from '../../provider.ts';
import { brokenAnswer } from '../../readable-answers.ts';
import { countOf } from '../../wire-values.ts';
import { failureInBody } from '../errors.ts';
import { makeCallId, toCreated } from '../response.ts';
import { memoryKeyOf, type Remembered, toCallerId, toRemembered } from './memory.ts';
import { paragraph, toFinish, toUsage } from './response.ts';

/** The events of `/responses` as chunks of a chat stream. */
export interface ResponsesStream {
  context: WireContext;
  memoryKey: string;
  /** Fixed by the first event that tells of the response. */
  head: ChunkHead | undefined;
  roleSent: boolean;
  /** By the item’s place in the output: ids of items change on the way through some gateways. */
  calls: Map<number, CallStream>;
  /** What came since the last call. */
  before: Remembered[];
  /** Where the last text stood, by kind: another item or part begins a paragraph. */
  places: Map<TextKind, string>;
}

interface CallStream {
  index: number;
  hasArguments: boolean;
}

type TextKind = 'content' | 'refusal' | 'reasoning_content';

const textEvents: Readonly<Record<string, TextKind>> = {
  'response.output_text.delta': 'content',
  'response.refusal.delta': 'refusal',
  'response.reasoning_summary_text.delta': 'reasoning_content',
};

export function beginResponsesStream(context: WireContext, place: string): ResponsesStream {
  return {
    context,
    memoryKey: memoryKeyOf(context.model, place),
    head: undefined,
    roleSent: false,
    calls: new Map(),
    before: [],
    places: new Map(),
  };
}

export function decodeResponsesEvent(state: ResponsesStream, event: WireEvent): Decoded {
  const data = event.data.trim();
  // Some proxies add chat’s mark of the end; the end itself is `response.completed`.
  if (data === '' || data === '[DONE]') return going([]);
  const body = parseJson(data);
  // Every event carries a part of the answer that no other one repeats.
  if (!isObject(body)) return failing(brokenAnswer('The stream holds an event that is not JSON.'));
  const type = textOf(body['type']) ?? event.type;
  const failed = failureInBody(type === 'error' && !body['error'] ? { error: body } : body);
  if (failed) return failing(failed);
  const kind = Object.hasOwn(textEvents, type) ? textEvents[type] : undefined;
  if (kind) return going(decodeText(state, kind, body));
  switch (type) {
    case 'response.created':
    case 'response.in_progress':
      headOf(state, body['response']);
      return going([]);
    case 'response.output_item.added':
      return going(openCall(state, body));
    case 'response.function_call_arguments.delta':
      return going(decodeArguments(state, body));
    case 'response.output_item.done':
      return going(closeItem(state, body));
    case 'response.completed':
    case 'response.incomplete':
      return finish(state, objectOf(body['response']));
    case 'response.failed':
      return failing(
        failureInBody(body['response']) ?? brokenAnswer('The provider ended the answer before it was whole.'),
      );
    default:
      return going([]);
  }
}

function going(chunks: StreamChunk[]): Decoded {
  return { chunks, done: false };
}

function failing(failed: NonNullable<Decoded['failed']>): Decoded {
  return { chunks: [], done: false, failed };
}

function headOf(state: ResponsesStream, value: unknown): ChunkHead {
  const response = objectOf(value);
  state.head ??= {
    id: textOf(response['id']) || state.context.id,
    created: toCreated(response['created_at']) ?? state.context.createdSeconds,
    model: textOf(response['model']) || state.context.model,
  };
  return state.head;
}

/** Not before the first word or call: a refusal that comes right after the first event is no stream yet. */
function role(state: ResponsesStream, content: StreamDelta['content']): StreamChunk[] {
  if (state.roleSent) return [];
  state.roleSent = true;
  return [deltaChunk(headOf(state, undefined), { role: 'assistant', content: content ?? null })];
}

function decodeText(state: ResponsesStream, kind: TextKind, body: JsonObject): StreamChunk[] {
  const text = textOf(body['delta']) ?? '';
  if (text === '') return [];
  const place = [body['output_index'], body['summary_index']].map((index) => countOf(index) ?? 0).join('.');
  const former = state.places.get(kind);
  state.places.set(kind, place);
  const apart = former !== undefined && former !== place;
  return [
    ...role(state, ''),
    deltaChunk(headOf(state, undefined), { [kind]: apart ? `${paragraph}${text}` : text }),
  ];
}

function openCall(state: ResponsesStream, body: JsonObject): StreamChunk[] {
  const item = objectOf(body['item']);
  const place = countOf(body['output_index']) ?? state.calls.size;
  if (item['type'] !== 'function_call' || state.calls.has(place)) return [];
  const head = headOf(state, undefined);
  const index = state.calls.size;
  state.calls.set(place, { index, hasArguments: false });
  const bare = textOf(item['call_id']) || makeCallId(head.id, index);
  const id = toCallerId(bare, state.before, state.memoryKey);
  state.before = [];
  return [...role(state, null), callStartChunk(head, { index, id, name: textOf(item['name']) ?? '' })];
}

function decodeArguments(state: ResponsesStream, body: JsonObject): StreamChunk[] {
  const call = state.calls.get(countOf(body['output_index']) ?? state.calls.size - 1);
  const text = textOf(body['delta']) ?? '';
  if (!call || text === '') return [];
  call.hasArguments = true;
  return [callArgumentsChunk(headOf(state, undefined), call.index, text)];
}

/** The whole item: what it is to be remembered by, and arguments that did not come in pieces. */
function closeItem(state: ResponsesStream, body: JsonObject): StreamChunk[] {
  const item = objectOf(body['item']);
  if (item['type'] !== 'function_call') {
    const remembered = toRemembered(item);
    if (remembered) state.before.push(remembered);
    return [];
  }
  const opened = openCall(state, body);
  const call = state.calls.get(countOf(body['output_index']) ?? state.calls.size - 1);
  if (!call || call.hasArguments) return opened;
  call.hasArguments = true;
  const whole = textOf(item['arguments']) || '{}';
  return [...opened, callArgumentsChunk(headOf(state, undefined), call.index, whole)];
}

function finish(state: ResponsesStream, response: JsonObject): Decoded {
  const head = headOf(state, response);
  const reason = toFinish(response, state.calls.size > 0);
  const bare = reason === 'tool_calls' ? [...state.calls.values()].filter((call) => !call.hasArguments) : [];
  const usage = toUsage(response['usage']);
  return {
    chunks: [
      ...role(state, ''),
      ...bare.map(({ index }) => callArgumentsChunk(head, index, '{}')),
      deltaChunk(head, {}, reason),
      ...(usage ? [usageChunk(head, usage)] : []),
    ],
    done: true,
  };
}
