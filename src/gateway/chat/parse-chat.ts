import type { JsonSketch } from '../../kernel/json-sketch.ts';
import type { JsonSpan } from '../../kernel/json-text.ts';
import { isObject, type JsonObject } from '../../kernel/json-values.ts';
import type { ChatRequest } from '../../providers/openai-shapes.ts';
import { refuseField, sketchJsonObject } from '../read-json.ts';
import { toCurrentTools } from './deprecated-functions.ts';
import { imageUrlOf } from './image-url.ts';

/** A call as the caller wrote it, with what is ours taken out of it. */
export interface ChatCall {
  /** In its messages marks may stand for long texts. */
  chat: ChatRequest;
  sketch: JsonSketch;
  model: string | undefined;
  providerId: string | undefined;
  dropUnsupported: boolean;
  stream: boolean;
  includeUsage: boolean;
  /** Some image lies elsewhere: who fetches it depends on the provider. */
  hasImageUrls: boolean;
  /** What came, and where the value of each field stands in it. */
  bytes: Buffer;
  fields: ReadonlyMap<string, JsonSpan>;
}

/** Types of what every dialect reads. Whatever else is there passes on to whoever understands it. */
export function parseChat(bytes: Buffer): ChatCall {
  const { body: sketched, sketch, fields } = sketchJsonObject(bytes);
  const body = withoutNulls(sketched);
  for (const name in body) if (name !== 'messages') body[name] = sketch.fill(body[name]);
  checkMessages(body['messages']);
  checkSampling(body);
  checkTools(body);
  const current = toCurrentTools(body);
  // What older fields became is held to the same.
  if (current !== body) checkTools(current);
  const { drop_unsupported: drop, provider_id: providerId, ...rest } = current;
  if (drop !== undefined && typeof drop !== 'boolean')
    refuseField('drop_unsupported', 'must be true or false');
  if (providerId !== undefined && typeof providerId !== 'string') refuseField('provider_id', 'must be text');
  const model = readModel(body['model']);
  const stream = body['stream'] ?? false;
  if (typeof stream !== 'boolean') refuseField('stream', 'must be true or false');
  // Checked above as far as dialects rely on it.
  const chat = rest as unknown as ChatRequest;
  return {
    chat,
    model,
    providerId,
    dropUnsupported: drop === true,
    stream,
    includeUsage: readIncludeUsage(body['stream_options'], stream),
    hasImageUrls: chat.messages.some(hasImageUrl),
    bytes,
    fields,
    sketch,
  };
}

/** The whole chat, for whoever looks into its texts. */
export function wholeChat({ chat, sketch }: ChatCall): ChatRequest {
  return sketch.fill(chat) as ChatRequest;
}

/** Clients write null where they leave a field out; it means the same. */
function withoutNulls(body: Record<string, unknown>): Record<string, unknown> {
  for (const name in body) if (body[name] === null) delete body[name];
  return body;
}

function hasImageUrl({ content }: ChatRequest['messages'][number]): boolean {
  return Array.isArray(content) && content.some((part) => imageUrlOf(part) !== undefined);
}

export function readModel(model: unknown): string | undefined {
  if (model === undefined || model === null || model === '') return undefined;
  if (typeof model !== 'string') refuseField('model', 'must be text');
  if (model.length > 1_000) refuseField('model', 'is too long');
  return model;
}

function readIncludeUsage(options: unknown, stream: boolean): boolean {
  if (options === undefined || options === null) return false;
  if (!isObject(options)) refuseField('stream_options', 'must be an object');
  if (!stream) refuseField('stream_options', 'goes with `stream: true` only');
  const include = options['include_usage'] ?? false;
  if (typeof include !== 'boolean') refuseField('stream_options.include_usage', 'must be true or false');
  return include;
}

const roles = new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function']);

function checkMessages(messages: unknown): void {
  if (messages === undefined) refuseField('messages', 'is required');
  if (!Array.isArray(messages)) refuseField('messages', 'must be a list');
  if (messages.length === 0) refuseField('messages', 'must not be empty');
  for (const [at, message] of messages.entries()) checkMessage(message, `messages[${at}]`);
}

function checkMessage(message: unknown, field: string): void {
  if (!isObject(message)) refuseField(field, 'must be an object');
  const { role, content, tool_calls: calls, tool_call_id: callId } = message;
  if (typeof role !== 'string' || !roles.has(role)) {
    refuseField(`${field}.role`, `must be one of ${[...roles].join(', ')}`);
  }
  checkContent(content, role, `${field}.content`);
  if (role === 'tool' && typeof callId !== 'string') refuseField(`${field}.tool_call_id`, 'is required');
  if (calls !== undefined && calls !== null) checkCalls(calls, `${field}.tool_calls`);
  for (const name of ['refusal', 'reasoning_content', 'name']) checkText(message, name, field);
}

function checkText(holder: JsonObject, name: string, field: string): void {
  const value = holder[name];
  if (value !== undefined && value !== null && typeof value !== 'string') {
    refuseField(`${field}.${name}`, 'must be text');
  }
}

function checkContent(content: unknown, role: string, field: string): void {
  if (typeof content === 'string') return;
  if (content === undefined || content === null) {
    // Clients leave it out beside calls, and send null for a tool that said nothing.
    if (role === 'user' || role === 'system' || role === 'developer') refuseField(field, 'is required');
    return;
  }
  if (!Array.isArray(content)) refuseField(field, 'must be text or a list of parts');
  for (const [at, part] of content.entries()) {
    if (!isObject(part) || typeof part['type'] !== 'string') {
      refuseField(`${field}[${at}]`, 'must be an object with a `type`');
    }
    checkPart(part, `${field}[${at}]`);
  }
}

function checkPart(part: JsonObject, field: string): void {
  const { type, text, image_url: image } = part;
  if (type === 'text' && typeof text !== 'string') refuseField(`${field}.text`, 'must be text');
  // Some clients write the URL without the object around it.
  const url = isObject(image) ? image['url'] : image;
  if (type === 'image_url' && typeof url !== 'string') refuseField(`${field}.image_url.url`, 'is required');
  checkText(part, 'refusal', field);
}

function checkCalls(calls: unknown, field: string): void {
  if (!Array.isArray(calls)) refuseField(field, 'must be a list');
  for (const [at, call] of calls.entries()) {
    if (!isObject(call) || typeof call['id'] !== 'string') refuseField(`${field}[${at}].id`, 'is required');
    const { function: called } = call;
    // Custom tools have no function; the provider that knows them reads them.
    if (called === undefined) continue;
    if (!isObject(called) || typeof called['name'] !== 'string') {
      refuseField(`${field}[${at}].function.name`, 'is required');
    }
    const { arguments: text } = called;
    if (text !== undefined && text !== null && typeof text !== 'string') {
      refuseField(`${field}[${at}].function.arguments`, 'must be text');
    }
  }
}

const numbers = [
  'max_tokens',
  'max_completion_tokens',
  'temperature',
  'top_p',
  'n',
  'seed',
  'presence_penalty',
  'frequency_penalty',
  'top_logprobs',
] as const;

function checkSampling(body: JsonObject): void {
  for (const name of numbers) {
    const value = body[name];
    if (value !== undefined && value !== null && typeof value !== 'number')
      refuseField(name, 'must be a number');
  }
  const { stop } = body;
  const isStop = (value: unknown) => typeof value === 'string';
  if (stop !== undefined && stop !== null && !isStop(stop) && !(Array.isArray(stop) && stop.every(isStop))) {
    refuseField('stop', 'must be text or a list of texts');
  }
}

function checkTools(body: JsonObject): void {
  const { tools, tool_choice: choice, response_format: format } = body;
  if (tools !== undefined && tools !== null) {
    if (!Array.isArray(tools)) refuseField('tools', 'must be a list');
    for (const [at, tool] of tools.entries()) checkTool(tool, `tools[${at}]`);
  }
  if (choice !== undefined && choice !== null && typeof choice !== 'string' && !isObject(choice)) {
    refuseField('tool_choice', 'must be text or an object');
  }
  if (isObject(choice) && choice['type'] === 'function') {
    const { function: named } = choice;
    if (!isObject(named) || typeof named['name'] !== 'string') {
      refuseField('tool_choice.function.name', 'is required');
    }
  }
  if (format === undefined || format === null) return;
  if (!isObject(format) || typeof format['type'] !== 'string')
    refuseField('response_format.type', 'is required');
  if (format['type'] === 'json_schema' && !isObject(format['json_schema'])) {
    refuseField('response_format.json_schema', 'is required');
  }
}

function checkTool(tool: unknown, field: string): void {
  if (!isObject(tool) || typeof tool['type'] !== 'string') refuseField(`${field}.type`, 'is required');
  if (tool['type'] !== 'function') return;
  const { function: described } = tool;
  if (!isObject(described) || typeof described['name'] !== 'string') {
    refuseField(`${field}.function.name`, 'is required');
  }
  const { parameters } = described;
  if (parameters !== undefined && parameters !== null && !isObject(parameters)) {
    refuseField(`${field}.function.parameters`, 'must be an object');
  }
}
