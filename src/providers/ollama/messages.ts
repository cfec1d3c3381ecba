import { type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import { bareCallId } from '../call-memory.ts';
import { refuse } from '../losses.ts';
import type { ChatMessage, ToolCall } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import { argumentsObject } from '../wire-values.ts';

export function toOllamaMessages(
  messages: readonly ChatMessage[],
  extras: ChatExtras,
): Record<string, unknown>[] {
  const names = new Map<string, string>();
  return messages.map((message, at) => toMessage(message, `messages[${at}]`, names, extras));
}

/** `names` of the functions called so far: OpenAI's tool messages say only the call's id, Ollama asks for the name. */
function toMessage(
  message: ChatMessage,
  field: string,
  names: Map<string, string>,
  extras: ChatExtras,
): Record<string, unknown> {
  const content = toContent(message.content, `${field}.content`, extras);
  if (message.role === 'tool') {
    const id = bareCallId(message.tool_call_id);
    const name = names.get(id);
    if (name === undefined) refuse(`${field}.tool_call_id`, `No call before has the id ${id}.`);
    return { role: 'tool', tool_name: name, tool_call_id: id, ...content };
  }
  if (message.name) extras.adjust(`${field}.name`);
  if (message.role === 'assistant') {
    const calls = (message.tool_calls ?? []).map((call, index) =>
      toCall(call, index, `${field}.tool_calls[${index}]`),
    );
    for (const { id, function: called } of calls) names.set(id, called.name);
    return {
      role: 'assistant',
      ...content,
      ...(content.content === '' && { content: message.refusal ?? '' }),
      ...(message.reasoning_content && { thinking: message.reasoning_content }),
      ...(calls.length > 0 && { tool_calls: calls }),
    };
  }
  return { role: message.role === 'user' ? 'user' : 'system', ...content };
}

interface OllamaCall {
  id: string;
  function: { index: number; name: string; arguments: JsonObject };
}

function toCall(call: ToolCall, index: number, field: string): OllamaCall {
  const { name, arguments: values } = objectOf(call.function);
  if (typeof name !== 'string') refuse(field, 'This provider takes calls of functions only.');
  const given = argumentsObject(textOf(values) ?? '');
  return { id: bareCallId(call.id), function: { index, name, arguments: given } };
}

/** Text, and beside it whatever is to be seen or heard, in bare base64: models that hear take sound as images too. */
function toContent(
  content: unknown,
  field: string,
  extras: ChatExtras,
): { content: string; images?: string[] } {
  if (!Array.isArray(content)) return { content: textOf(content) ?? '' };
  const texts: string[] = [];
  const images: string[] = [];
  listOf(content).forEach((item, index) => {
    const part = objectOf(item);
    const text = textOf(part['text']) ?? textOf(part['refusal']);
    if (text !== undefined) {
      texts.push(text);
      return;
    }
    const media = toMedia(part);
    if (media) images.push(media);
    else extras.lose(`${field}[${index}]`, 'This provider takes text, sound and images in base64 only.');
  });
  return { content: texts.join('\n'), ...(images.length > 0 && { images }) };
}

/** Ollama fetches nothing, and neither do we here. */
function toMedia({ type, image_url: image, input_audio: audio }: JsonObject): string | undefined {
  if (type === 'input_audio') return textOf(objectOf(audio)['data']);
  const url = textOf(image) ?? textOf(objectOf(image)['url']) ?? '';
  const comma = url.indexOf(',');
  const isImage = /^data:image\/[a-z0-9.+-]{1,40};base64$/i.test(url.slice(0, Math.max(comma, 0)));
  return isImage ? url.slice(comma + 1) : undefined;
}
