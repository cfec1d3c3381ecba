import { isObject, type JsonObject, listOf, textOf } from '../../kernel/json-values.ts';
import { recallFromId } from '../call-memory.ts';
import type { ChatMessage } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import { type NameCall, nameCalls } from './call-ids.ts';
import type { Quirks } from './quirks.ts';

interface Rewriting {
  quirks: Quirks;
  extras: ChatExtras;
  nameCall: NameCall;
  /** For which reasoning is recalled. */
  model: string;
}

/**
 * The messages in the form that this server takes. What needs no change stays the very same object, and so does the
 * whole list: the caller’s own bytes can be sent on then.
 */
export function toServerMessages(
  messages: readonly ChatMessage[],
  rewriting: Omit<Rewriting, 'nameCall'>,
): readonly unknown[] {
  const all = { ...rewriting, nameCall: nameCalls(messages, rewriting.quirks.callIds) };
  const written = mapSame(messages, (message, at) => toServerMessage(message, `messages[${at}]`, all));
  if (rewriting.quirks.emptyAnswers !== false) return written;
  const spoken = written.filter((message, at) => {
    const silent = isSilent(message);
    if (silent) rewriting.extras.adjust(`messages[${at}]`);
    return !silent;
  });
  return spoken.length === written.length ? written : spoken;
}

/** Whether DeepSeek would miss the reasoning of a turn that called tools (section 11.4). */
export function missesReasoning(messages: readonly unknown[]): boolean {
  return messages.some(
    (message) =>
      isObject(message) && listOf(message['tool_calls']).length > 0 && !textOf(message['reasoning_content']),
  );
}

function toServerMessage(message: unknown, field: string, rewriting: Rewriting): unknown {
  if (!isObject(message)) return message;
  const { quirks, extras, nameCall } = rewriting;
  const plain = !quirks.ownParameters;
  const changes: Record<string, unknown> = {};
  if (message['role'] === 'tool') {
    const id = textOf(message['tool_call_id']);
    if (id !== undefined) changes['tool_call_id'] = nameCall(id);
  }
  if (message['role'] === 'assistant') Object.assign(changes, changesOfAssistant(message, field, rewriting));
  else if (plain) changes['content'] = toPlainContent(message['content']) ?? '';
  // 400 “unknown role” elsewhere.
  if (plain && message['role'] === 'developer') changes['role'] = 'system';
  if (quirks.speakerNames === false && message['name'] !== undefined && message['role'] !== 'tool') {
    changes['name'] = undefined;
    extras.adjust(`${field}.name`);
  }
  return withChanges(message, changes);
}

function changesOfAssistant(message: JsonObject, field: string, rewriting: Rewriting): JsonObject {
  const calls = message['tool_calls'];
  const changes: Record<string, unknown> = changesOfReasoning(message, field, rewriting);
  const plain = !rewriting.quirks.ownParameters;
  if (Array.isArray(calls)) {
    changes['tool_calls'] = mapSame(calls, (call) => toServerCall(call, rewriting.nameCall, plain));
  }
  if (!plain) return changes;
  const said = toPlainContent(message['content']) || textOf(message['refusal']);
  const calling = listOf(calls).length > 0;
  changes['content'] = said || (calling ? null : '');
  if (!calling) changes['tool_calls'] = undefined;
  // What the model refused with is still what it said; elsewhere these fields are unknown.
  changes['refusal'] = undefined;
  changes['annotations'] = undefined;
  for (const name of ['audio', 'function_call']) if (message[name] === null) changes[name] = undefined;
  return changes;
}

function changesOfReasoning(
  message: JsonObject,
  field: string,
  { quirks, extras, model }: Rewriting,
): Record<string, unknown> {
  const given = textOf(message['reasoning_content']);
  const place = quirks.ownParameters ? 'left_out' : quirks.reasoning;
  if (place === 'echoed') {
    const recalled =
      given ||
      listOf(message['tool_calls'])
        .map((call) => recall(call, model))
        .find(Boolean);
    return recalled ? { reasoning_content: recalled } : {};
  }
  if (place === undefined || message['reasoning_content'] === undefined) return {};
  if (place === 'left_out' && given) extras.adjust(`${field}.reasoning_content`);
  return { reasoning_content: undefined, ...(place === 'reasoning' && given && { reasoning: given }) };
}

function recall(call: unknown, model: string): string | undefined {
  const id = isObject(call) ? textOf(call['id']) : undefined;
  return id === undefined ? undefined : textOf(recallFromId(id, 'reasoning', model));
}

function toServerCall(call: unknown, nameCall: NameCall, plain: boolean): unknown {
  if (!isObject(call)) return call;
  const changes: Record<string, unknown> = {};
  const id = textOf(call['id']);
  if (id !== undefined) changes['id'] = nameCall(id);
  const called = call['function'];
  // Ollama and vLLM parse the arguments of former calls and refuse "".
  if (plain && isObject(called) && !called['arguments']) changes['function'] = { ...called, arguments: '{}' };
  return withChanges(call, changes);
}

/** Text alone becomes a string: older servers take no lists. Images stay, in the one form that all of them know. */
function toPlainContent(content: unknown): unknown {
  if (!Array.isArray(content)) return content;
  const texts = content.map(bareTextOf);
  if (texts.length > 0 && texts.every((text) => text !== undefined)) return texts.join('\n');
  return mapSame(content, (part) =>
    isObject(part) && typeof part['image_url'] === 'string'
      ? { ...part, image_url: { url: part['image_url'] } }
      : part,
  );
}

/** Text, or what was said in refusing, with nothing beside it: what else a part says (`cache_control`) would be lost. */
function bareTextOf(part: unknown): string | undefined {
  if (!isObject(part) || Object.keys(part).length !== 2) return undefined;
  if (part['type'] === 'text') return textOf(part['text']);
  return part['type'] === 'refusal' ? textOf(part['refusal']) : undefined;
}

function isSilent(message: unknown): boolean {
  if (!isObject(message) || message['role'] !== 'assistant') return false;
  return !message['content'] && listOf(message['tool_calls']).length === 0;
}

/** The same object where nothing changes; a change to undefined takes the field away. */
function withChanges(value: JsonObject, changes: JsonObject): JsonObject {
  if (Object.keys(changes).every((name) => value[name] === changes[name])) return value;
  const merged = Object.entries({ ...value, ...changes });
  return Object.fromEntries(merged.filter(([, each]) => each !== undefined));
}

function mapSame<Item>(list: readonly Item[], map: (item: Item, at: number) => unknown): readonly unknown[] {
  const mapped = list.map(map);
  return mapped.every((item, at) => item === list[at]) ? list : mapped;
}
