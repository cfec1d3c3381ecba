import { refuse } from '../conversation.ts';
import type { ChatMessage, ChatRequest, ToolCall, ToolDefinition } from '../openai-shapes.ts';
import { argumentsObject, listOf, objectOf, textOf } from '../wire-values.ts';

/**
 * OpenAI's call in Ollama's own form (reference/wire-protocols.md, section 12.2). The native path is used because the
 * `/v1` layer ignores `tool_choice`, overrides the model's own sampling and loses errors in mid-stream (12.3).
 */
export function toOllamaChat(model: string, chat: ChatRequest): Record<string, unknown> {
  const options = toOptions(chat);
  const tools = toTools(chat);
  const format = toFormat(chat.response_format);
  return {
    model,
    messages: toMessages(chat.messages),
    // Ollama streams unless it is told not to.
    stream: chat.stream === true,
    ...(Object.keys(options).length > 0 && { options }),
    ...(tools.length > 0 && { tools }),
    ...(format !== undefined && { format }),
  };
}

function toOptions(chat: ChatRequest): Record<string, unknown> {
  const { temperature, top_p, stop } = chat;
  const tokens = chat.max_completion_tokens ?? chat.max_tokens;
  const { seed, presence_penalty, frequency_penalty } = objectOf(chat);
  const options: Record<string, unknown> = {
    num_predict: tokens,
    temperature,
    top_p,
    stop: typeof stop === 'string' ? [stop] : stop,
    seed,
    presence_penalty,
    frequency_penalty,
  };
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined && value !== null),
  );
}

/** Ollama cannot be made to call a tool, but it cannot call one that it was not told of. */
function toTools({ tools = [], tool_choice: choice }: ChatRequest): readonly ToolDefinition[] {
  if (choice === 'none') return [];
  if (typeof choice !== 'object') return tools;
  return tools.filter((tool) => tool.function.name === choice.function.name);
}

function toFormat(format: ChatRequest['response_format']): unknown {
  if (format?.type === 'json_object') return 'json';
  return format?.type === 'json_schema' ? (format.json_schema.schema ?? 'json') : undefined;
}

function toMessages(messages: readonly ChatMessage[]): Record<string, unknown>[] {
  const names = new Map<string, string>();
  return messages.map((message, at) => toMessage(message, at, names));
}

/** `names` of the functions called so far: OpenAI's tool messages say only the call's id, Ollama asks for the name. */
function toMessage(message: ChatMessage, at: number, names: Map<string, string>): Record<string, unknown> {
  if (message.role === 'user') {
    const images = toImages(message.content, at);
    return { role: 'user', content: toText(message.content), ...(images.length > 0 && { images }) };
  }
  if (message.role === 'assistant') {
    const { tool_calls: calls = [] } = message;
    for (const call of calls) names.set(call.id, call.function.name);
    return {
      role: 'assistant',
      content: toText(message.content ?? message.refusal),
      ...(calls.length > 0 && { tool_calls: calls.map(toCall) }),
    };
  }
  if (message.role === 'tool') {
    const { tool_call_id: id } = message;
    const name = names.get(id);
    if (name === undefined) refuse(`messages[${at}].tool_call_id`, `No call before has the id ${id}.`);
    return { role: 'tool', tool_name: name, tool_call_id: id, content: toText(message.content) };
  }
  return { role: 'system', content: toText(message.content) };
}

function toCall(call: ToolCall, index: number): Record<string, unknown> {
  const { name, arguments: text } = call.function;
  return { id: call.id, function: { index, name, arguments: argumentsObject(text ?? '') } };
}

function toText(content: unknown): string {
  if (typeof content === 'string') return content;
  return listOf(content)
    .map((part) => textOf(objectOf(part)['text']))
    .filter((text) => text !== undefined)
    .join('\n');
}

/** Bare base64. Ollama fetches nothing, and neither do we here. */
function toImages(content: unknown, at: number): string[] {
  return listOf(content).flatMap((part, index) => {
    const { type, image_url: image } = objectOf(part);
    const field = `messages[${at}].content[${index}]`;
    if (type === 'text') return [];
    if (type !== 'image_url') refuse(field, 'This provider takes text and images only.');
    const url = textOf(image) ?? textOf(objectOf(image)['url']) ?? '';
    const comma = url.indexOf(',');
    if (!/^data:image\/[a-z0-9.+-]{1,40};base64$/i.test(url.slice(0, comma))) {
      refuse(field, 'This provider takes images as data URLs in base64 only.');
    }
    return [url.slice(comma + 1)];
  });
}
