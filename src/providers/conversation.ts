import { isObject, type JsonObject, listOf, textOf } from '../kernel/json-values.ts';
import { bareCallId } from './call-memory.ts';
import { refuse, strict } from './losses.ts';
import type { ChatMessage, ToolCall } from './openai-shapes.ts';
import type { ChatExtras } from './provider.ts';
import { argumentsObject } from './wire-values.ts';

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
  | FilePart
  | CallPart
  | ResultPart;

export interface FilePart {
  kind: 'file';
  mediaType: string;
  base64: string;
  filename?: string;
  /** Where it stands in the request, for wires that do not take this type. */
  field: string;
}

export interface CallPart {
  kind: 'call';
  /** As the caller wrote it, with what was packed into it. */
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

/** Parts that none of these wires takes go through `extras`; a broken order of calls and results is refused. */
export function readConversation(
  messages: readonly ChatMessage[],
  extras: ChatExtras = strict,
): Conversation {
  const system: string[] = [];
  const turns: Turn[] = [];
  messages.forEach((message, at) => {
    const field = `messages[${at}]`;
    if (message.role === 'tool') {
      addResult(turns, field, message.tool_call_id, readTexts(message.content, field, extras).join(''));
      return;
    }
    if (message.name) extras.adjust(`${field}.name`);
    if (message.role === 'assistant') {
      addAssistant(turns, message, field, extras);
    } else if (message.role === 'user') {
      const parts = userParts(message.content, field, extras);
      if (parts.length > 0) turnOf(turns, 'user').parts.push(...parts);
    } else {
      system.push(...readTexts(message.content, field, extras));
    }
  });
  settleResults(turns);
  // Instructions alone are no conversation for these providers: they become what the user says.
  if (turns.length === 0 && system.length > 0)
    turns.push({ role: 'user', parts: system.splice(0).map(toText) });
  if (turns.length === 0) refuse('messages', 'There is nothing in the messages to answer.');
  return { system, turns };
}

/** Whether the model goes on from a last word of the assistant’s. Where it cannot, the user asks on. */
export function keepPrefill(
  turns: Turn[],
  takesPrefill: boolean,
  messages: readonly ChatMessage[],
  extras: ChatExtras,
): boolean {
  if (turns.at(-1)?.role !== 'assistant') return false;
  if (takesPrefill) return true;
  const why = 'This model does not go on from an assistant message: the last one must be the user’s.';
  extras.lose(`messages[${messages.length - 1}]`, why);
  turns.push({ role: 'user', parts: [{ kind: 'text', text: 'Continue.' }] });
  return false;
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

function addAssistant(
  turns: Turn[],
  message: Extract<ChatMessage, { role: 'assistant' }>,
  field: string,
  extras: ChatExtras,
): void {
  const said = readTexts(message.content, field, extras);
  const texts = said.length > 0 ? said : [message.refusal ?? ''].filter(isVisible);
  // An answer that was spoken is known to its maker alone.
  if (fieldOf(message, 'audio'))
    extras.lose(`${field}.audio`, 'This provider takes no earlier audio answers.');
  // Unsigned thoughts are no use to any of these providers; what they want back comes in the ids of the calls.
  if (message.reasoning_content) extras.adjust(`${field}.reasoning_content`);
  const calls = (message.tool_calls ?? []).map((call, index) =>
    toCall(call, `${field}.tool_calls[${index}]`),
  );
  const parts = [...texts.map(toText), ...calls];
  if (parts.length > 0) turnOf(turns, 'assistant').parts.push(...parts);
}

function toCall(call: ToolCall, field: string): CallPart {
  const called = fieldOf(call, 'function');
  const name = textOf(fieldOf(called, 'name'));
  if (name === undefined) refuse(field, 'This provider takes calls of functions only.');
  return {
    kind: 'call',
    id: call.id,
    name,
    input: argumentsObject(textOf(fieldOf(called, 'arguments')) ?? ''),
  };
}

/** Before what the user says in the same turn: Anthropic refuses results that come after text. */
function addResult(turns: Turn[], field: string, id: string, text: string): void {
  const asking = turns.findLast(({ role }) => role === 'assistant');
  const call = asking && callsOf(asking).find((part) => part.id === id);
  if (!call)
    refuse(`${field}.tool_call_id`, `No call of the assistant turn before has the id ${bareCallId(id)}.`);
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
    refuse(
      'messages',
      `Tool messages are missing right after the assistant’s calls: ${open.map(bareCallId).join(', ')}.`,
    );
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
function isVisible(text: string): boolean {
  return text.trim() !== '';
}

function toText(text: string): TurnPart {
  return { kind: 'text', text };
}

/** Where text is all that there can be. A refusal of the model’s is what it said. */
function readTexts(content: unknown, field: string, extras: ChatExtras): string[] {
  if (typeof content === 'string') return [content].filter(isVisible);
  return listOf(content).flatMap((part, index) => {
    const text = textOf(fieldOf(part, 'text')) ?? textOf(fieldOf(part, 'refusal'));
    if (text === undefined) extras.lose(`${field}.content[${index}]`, 'Only text can stand here.');
    return [text ?? ''].filter(isVisible);
  });
}

function userParts(content: unknown, message: string, extras: ChatExtras): TurnPart[] {
  if (typeof content === 'string') return [content].filter(isVisible).map(toText);
  return listOf(content).flatMap((part, index): TurnPart[] => {
    const field = `${message}.content[${index}]`;
    switch (fieldOf(part, 'type')) {
      case 'text':
        return [textOf(fieldOf(part, 'text')) ?? ''].filter(isVisible).map(toText);
      case 'image_url': {
        const image = fieldOf(part, 'image_url');
        const url = typeof image === 'string' ? image : textOf(fieldOf(image, 'url'));
        if (/^(low|high)$/.test(textOf(fieldOf(image, 'detail')) ?? '')) {
          extras.adjust(`${field}.image_url.detail`);
        }
        return [imagePart(url ?? '', field)];
      }
      case 'file':
        return fileParts(fieldOf(part, 'file'), field, extras);
      case 'input_audio':
        extras.lose(field, 'This provider takes no audio.');
        return [];
      default:
        extras.lose(field, 'This provider takes text, images and files only.');
        return [];
    }
  });
}

function imagePart(url: string, field: string): TurnPart {
  if (/^https:/i.test(url)) return { kind: 'image_url', url };
  const data = parseDataUrl(url);
  if (!data?.mediaType.startsWith('image/')) {
    refuse(field, 'An image is an https URL or a data URL in base64.');
  }
  return { kind: 'image', ...data };
}

/** A picture is a picture, also where it was sent as a file. */
function fileParts(file: unknown, field: string, extras: ChatExtras): TurnPart[] {
  const sent = textOf(fieldOf(file, 'file_data'));
  if (sent === undefined) {
    extras.lose(field, 'This provider knows no files by their id: send file_data.');
    return [];
  }
  const data = parseDataUrl(sent);
  if (!data) refuse(field, 'The file_data of a file is a data URL in base64.');
  if (data.mediaType.startsWith('image/')) return [{ kind: 'image', ...data }];
  const filename = textOf(fieldOf(file, 'filename'));
  return [{ kind: 'file', ...data, ...(filename && { filename }), field }];
}

function parseDataUrl(url: string): { mediaType: string; base64: string } | undefined {
  const comma = url.indexOf(',');
  if (!/^data:/i.test(url) || comma < 0) return undefined;
  const [mediaType = '', ...parameters] = url.slice('data:'.length, comma).toLowerCase().split(';');
  if (!parameters.includes('base64')) return undefined;
  // `image/jpg` is no registered type, and every provider refuses it.
  const registered = mediaType === 'image/jpg' ? 'image/jpeg' : mediaType;
  return { mediaType: registered, base64: url.slice(comma + 1) };
}

function fieldOf(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}
