import { PlugboardError } from '../kernel/errors.ts';
import type { ChatMessage, ToolCall } from './openai-shapes.ts';
import { argumentsObject, isObject, type JsonObject, listOf, textOf } from './wire-values.ts';

/**
 * A conversation as Anthropic, Bedrock and Gemini all want it: instructions apart, users and the model in turns,
 * every result in the turn right after its call. OpenAI's looser order is brought into this one here, once.
 */
export interface Conversation {
  system: string[];
  turns: Turn[];
}

export interface Turn {
  role: 'user' | 'assistant';
  parts: TurnPart[];
}

export type TurnPart =
  | { kind: 'text'; text: string }
  | { kind: 'image'; mediaType: string; base64: string }
  | { kind: 'image_url'; url: string }
  | CallPart
  | ResultPart;

export interface CallPart {
  kind: 'call';
  id: string;
  name: string;
  input: JsonObject;
}

export interface ResultPart {
  kind: 'result';
  id: string;
  /** Of the function: OpenAI's tool messages do not say it, Gemini asks for it. */
  name: string;
  text: string;
}

export function readConversation(messages: readonly ChatMessage[]): Conversation {
  const system: string[] = [];
  const turns: Turn[] = [];
  messages.forEach((message, at) => {
    if (message.role === 'system' || message.role === 'developer') {
      system.push(...textsOf(message.content));
    } else if (message.role === 'tool') {
      addResult(turns, at, message.tool_call_id, textsOf(message.content).join(''));
    } else if (message.role === 'assistant') {
      addAssistant(turns, message.content ?? message.refusal, message.tool_calls ?? []);
    } else {
      const parts = userParts(message.content, at);
      if (parts.length > 0) turnOf(turns, 'user').parts.push(...parts);
    }
  });
  settleResults(turns);
  // Instructions alone are no conversation for these providers: they become what the user says.
  if (turns.length === 0 && system.length > 0) {
    turns.push({ role: 'user', parts: system.splice(0).map((text) => ({ kind: 'text', text })) });
  }
  if (turns.length === 0) refuse('messages', 'There is nothing in the messages to answer.');
  return { system, turns };
}

/** The last turn where it is this role’s, else a new one: neighbours of the same role are one turn. */
function turnOf(turns: Turn[], role: Turn['role']): Turn {
  const last = turns.at(-1);
  if (last?.role === role) return last;
  if (role === 'assistant') settleResults(turns);
  const turn: Turn = { role, parts: [] };
  turns.push(turn);
  return turn;
}

function addAssistant(turns: Turn[], content: unknown, calls: readonly ToolCall[]): void {
  const parts: TurnPart[] = textsOf(content).map((text) => ({ kind: 'text', text }));
  for (const call of calls) {
    const { name, arguments: text } = call.function;
    parts.push({ kind: 'call', id: call.id, name, input: argumentsObject(text ?? '') });
  }
  if (parts.length > 0) turnOf(turns, 'assistant').parts.push(...parts);
}

/** Before what the user says in the same turn: Anthropic refuses results that come after text. */
function addResult(turns: Turn[], at: number, id: string, text: string): void {
  const asking = turns.findLast(({ role }) => role === 'assistant');
  const call = asking && callsOf(asking).find((part) => part.id === id);
  if (!call) refuse(`messages[${at}].tool_call_id`, `No call of the assistant turn before has the id ${id}.`);
  const { parts } = turnOf(turns, 'user');
  const results = parts.filter(({ kind }) => kind === 'result').length;
  parts.splice(results, 0, { kind: 'result', id, name: call.name, text });
}

/** Every call of the last assistant turn has its result, in the order of the calls. */
function settleResults(turns: Turn[]): void {
  const asking = turns.findLast(({ role }) => role === 'assistant');
  const calls = asking ? callsOf(asking) : [];
  if (calls.length === 0) return;
  const answering = turns.at(-1);
  const results = answering?.role === 'user' ? answering.parts.filter(isResult) : [];
  const order = new Map(calls.map(({ id }, index) => [id, index]));
  const answered = new Set(results.map(({ id }) => id));
  const open = [...order.keys()].filter((id) => !answered.has(id));
  if (open.length > 0) {
    refuse('messages', `Tool messages are missing right after the assistant’s calls: ${open.join(', ')}.`);
  }
  const sorted = results.toSorted((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0));
  answering?.parts.splice(0, sorted.length, ...sorted);
}

function callsOf(turn: Turn): CallPart[] {
  return turn.parts.filter((part): part is CallPart => part.kind === 'call');
}

function isResult(part: TurnPart): part is ResultPart {
  return part.kind === 'result';
}

/** Blank texts are left out: Anthropic and Bedrock refuse them. */
function textsOf(content: unknown): string[] {
  const texts =
    typeof content === 'string'
      ? [content]
      : listOf(content).map((part) => textOf(fieldOf(part, 'text')) ?? '');
  return texts.filter((text) => text.trim() !== '');
}

function userParts(content: unknown, at: number): TurnPart[] {
  if (typeof content === 'string') return textsOf(content).map((text) => ({ kind: 'text', text }));
  return listOf(content).flatMap((part, index) => {
    const field = `messages[${at}].content[${index}]`;
    const type = fieldOf(part, 'type');
    if (type === 'text') return textsOf([part]).map((text): TurnPart => ({ kind: 'text', text }));
    if (type !== 'image_url') refuse(field, 'This provider takes text and images only.');
    const image = fieldOf(part, 'image_url');
    const url = typeof image === 'string' ? image : textOf(fieldOf(image, 'url'));
    return [imagePart(url ?? '', field)];
  });
}

function imagePart(url: string, field: string): TurnPart {
  if (/^https:/i.test(url)) return { kind: 'image_url', url };
  const comma = url.indexOf(',');
  const [mediaType = '', ...parameters] = url.slice('data:'.length, comma).toLowerCase().split(';');
  if (
    !/^data:/i.test(url) ||
    comma < 0 ||
    !parameters.includes('base64') ||
    !mediaType.startsWith('image/')
  ) {
    refuse(field, 'An image is an https URL or a data URL in base64.');
  }
  // `image/jpg` is no registered type, and every provider refuses it.
  const registered = mediaType === 'image/jpg' ? 'image/jpeg' : mediaType;
  return { kind: 'image', mediaType: registered, base64: url.slice(comma + 1) };
}

function fieldOf(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

/** A fault of the caller’s that the provider would only name in its own words, after the call was paid for. */
export function refuse(field: string, detail: string): never {
  throw new PlugboardError('invalid_request', { detail, errors: [{ field, detail }] });
}
