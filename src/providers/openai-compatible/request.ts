import type { ChatMessage, ChatRequest } from '../openai-shapes.ts';
import { isRecord } from '../read-fields.ts';
import { fitToModel } from './model-rules.ts';
import type { Quirks } from './quirks.ts';

/** What only OpenAI's own platform understands: dropped for everyone else (section 1.1). */
const ownParameters = [
  'audio',
  'metadata',
  'modalities',
  'moderation',
  'prediction',
  'prompt_cache_key',
  'prompt_cache_options',
  'prompt_cache_retention',
  'safety_identifier',
  'service_tier',
  'store',
  'verbosity',
  'web_search_options',
];

/**
 * The body of a chat call. Whatever else the caller sent passes as it is: servers take parameters of their own here
 * (`top_k`, `chat_template_kwargs`). Without a model where the URL names it.
 */
export function toChatBody(
  model: string | undefined,
  chat: ChatRequest,
  quirks: Quirks,
): Record<string, unknown> {
  const {
    model: _asked,
    stream,
    stream_options,
    max_tokens,
    max_completion_tokens,
    messages,
    ...rest
  } = chat;
  const body: Record<string, unknown> = {
    ...(model !== undefined && { model }),
    messages: quirks.ownParameters ? messages : messages.map(toPlainMessage),
    ...rest,
  };
  // Ours, to narrow a call to one credential; no provider knows it.
  delete body['provider_id'];
  const tokens = max_completion_tokens ?? max_tokens;
  if (tokens !== undefined) body[quirks.tokenLimit] = tokens;
  if (stream) {
    body['stream'] = true;
    if (quirks.streamOptions) body['stream_options'] = { ...stream_options, include_usage: true };
  }
  if (quirks.modelRules && model !== undefined) fitToModel(model, body);
  if (!quirks.ownParameters) for (const name of ownParameters) delete body[name];
  return body;
}

/** The form of a message that every server understands (section 11.1). */
function toPlainMessage(message: ChatMessage): Record<string, unknown> {
  const content = toPlainContent(message.content);
  switch (message.role) {
    case 'developer':
      // 400 "unknown role" elsewhere.
      return { ...message, role: 'system', content: content ?? '' };
    case 'assistant':
      return toPlainAssistant(message, content);
    default:
      return { ...message, content: content ?? '' };
  }
}

function toPlainAssistant(
  message: Extract<ChatMessage, { role: 'assistant' }>,
  content: unknown,
): Record<string, unknown> {
  const { refusal, tool_calls: calls, ...rest } = message;
  // What the model refused with is still what it said; elsewhere the field is unknown.
  const said = content === undefined || content === null || content === '' ? (refusal ?? null) : content;
  if (!calls || calls.length === 0) return { ...rest, content: said ?? '' };
  return {
    ...rest,
    content: said,
    tool_calls: calls.map((call) => ({
      ...call,
      // Ollama and vLLM parse the arguments of former calls and refuse "".
      function: { ...call.function, arguments: call.function.arguments || '{}' },
    })),
  };
}

/** Text alone becomes a string: older servers take no lists. Images stay, in the one form that all of them know. */
function toPlainContent(content: unknown): unknown {
  if (!Array.isArray(content)) return content;
  const parts: unknown[] = content;
  if (parts.every((part) => isRecord(part) && part['type'] === 'text' && typeof part['text'] === 'string')) {
    return parts.map((part) => (isRecord(part) ? part['text'] : '')).join('\n');
  }
  return parts.map((part) =>
    isRecord(part) && typeof part['image_url'] === 'string'
      ? { ...part, image_url: { url: part['image_url'] } }
      : part,
  );
}
