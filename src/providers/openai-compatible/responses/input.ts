import { isObject, listOf, objectOf, textOf } from '../../../kernel/json-values.ts';
import { bareCallId } from '../../call-memory.ts';
import type { ChatMessage, UserPart } from '../../openai-shapes.ts';
import type { ChatExtras } from '../../provider.ts';
import { recallBefore } from './memory.ts';

type Item = Record<string, unknown>;
type AssistantMessage = Extract<ChatMessage, { role: 'assistant' }>;

/** A conversation as the items of `/responses`. */
export function toInput(
  messages: readonly ChatMessage[],
  {
    memoryKey,
    systemRole,
    extras,
  }: { memoryKey: string; systemRole: string | undefined; extras: ChatExtras },
): Item[] {
  return messages.flatMap((message, at): Item[] => {
    if ('name' in message && message.name) extras.adjust(`messages[${at}].name`);
    switch (message.role) {
      case 'system':
      case 'developer':
        return [{ role: systemRole ?? message.role, content: toContent(message.content, 'input_text') }];
      case 'user':
        return [{ role: 'user', content: toUserContent(message.content, `messages[${at}].content`, extras) }];
      case 'assistant':
        return toAssistantItems(message, memoryKey);
      default:
        return [
          {
            type: 'function_call_output',
            call_id: bareCallId(message.tool_call_id),
            output: toPlainText(message.content),
          },
        ];
    }
  });
}

function toContent(content: unknown, type: 'input_text' | 'output_text'): unknown {
  if (!Array.isArray(content)) return textOf(content) ?? '';
  return listOf(content).map((part) => ({ type, text: textOf(objectOf(part)['text']) ?? '' }));
}

function toPlainText(content: unknown): string {
  if (!Array.isArray(content)) return textOf(content) ?? '';
  return listOf(content)
    .map((part) => textOf(objectOf(part)['text']) ?? '')
    .join('');
}

function toUserContent(content: string | UserPart[], field: string, extras: ChatExtras): unknown {
  if (!Array.isArray(content)) return content;
  return content.flatMap((part, index): Item[] => {
    switch (part.type) {
      case 'text':
        return [{ type: 'input_text', text: part.text }];
      case 'image_url':
        return [toImage(part.image_url)];
      case 'file':
        return [{ type: 'input_file', ...part.file }];
      default:
        extras.lose(`${field}[${index}]`, 'This model takes text, images and files here.');
        return [];
    }
  });
}

/** Callers also send the bare URL. What may be left out of a chat must be said here. */
function toImage(image: unknown): Item {
  const { url, detail } = isObject(image) ? image : { url: image };
  return { type: 'input_image', image_url: url, detail: detail ?? 'auto' };
}

/**
 * What the model said and called, with what it thought in between. Its reasoning in words (`reasoning_content`) does
 * not go back: the sealed items are what the model reads.
 */
function toAssistantItems(message: AssistantMessage, memoryKey: string): Item[] {
  const calls = (message.tool_calls ?? []).map((call) => ({
    call,
    before: recallBefore(call.id, memoryKey),
  }));
  const items: Item[] = [];
  let said: unknown = toContent(message.content, 'output_text');
  if (said === '' || (Array.isArray(said) && said.length === 0)) said = message.refusal ?? '';
  const say = (phase?: string): void => {
    if (said !== '') items.push({ role: 'assistant', content: said, ...(phase !== undefined && { phase }) });
    said = '';
  };
  if (!calls.some(({ before }) => before.some(({ type }) => type === 'message'))) say();
  for (const { call, before } of calls) {
    for (const item of before) {
      if (item.type === 'message') say(item.phase);
      // With its id: the protocol asks for it, and Azure refuses items without (openai/codex#3528).
      else items.push({ ...item });
    }
    const { name, arguments: text } = call.function;
    items.push({ type: 'function_call', call_id: bareCallId(call.id), name, arguments: text || '{}' });
  }
  return items;
}
