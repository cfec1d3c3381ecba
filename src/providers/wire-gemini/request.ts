import { type JsonObject, objectOf } from '../../kernel/json-values.ts';
import { readConversation } from '../conversation.ts';
import { strict } from '../losses.ts';
import type { ChatMessage, ChatRequest, ToolDefinition, UserPart } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import { loseUnsupported } from '../unsupported-fields.ts';
import { toContents } from './contents.ts';
import { toGenerationConfig } from './generation-config.ts';
import { type GeminiTraits, geminiTraits } from './models.ts';
import type { GeminiHost } from './signatures.ts';
import { isEffort } from './thinking.ts';
import { toToolFields } from './tools.ts';

/** An OpenAI chat request as the body of `generateContent` and `streamGenerateContent`. */
export function toGenerateContent(
  chat: ChatRequest,
  model: string,
  host: GeminiHost,
  extras: ChatExtras = strict,
): JsonObject {
  const known = extras.family ?? model;
  const traits = geminiTraits(known);
  const tools = toolsOf(chat, traits, extras);
  const taken = takenFields(chat, traits, host, tools);
  loseUnsupported(chat, extras, taken);
  if (!isFormatTaken(chat, traits, tools)) {
    taken.delete('response_format');
    extras.lose('response_format', 'This model takes no format of the answer beside tools.');
  }
  const conversation = readConversation(chat.messages.map(withAudioAsFiles), extras);
  const { system } = conversation;
  const instructed = traits.instructions && system.length > 0;
  return {
    ...(instructed && { systemInstruction: { parts: system.map((text) => ({ text })) } }),
    contents: toContents(conversation, { host, model }, traits, extras),
    ...toToolFields(tools, chat.tool_choice, traits, extras),
    generationConfig: toGenerationConfig(chat, taken, known, traits, extras),
    ...toLabels(chat, taken, extras),
    ...toServiceTier(chat, host),
  };
}

/** Tools that may not be called are left out where they would stand in the way of a format. */
function toolsOf(chat: ChatRequest, traits: GeminiTraits, extras: ChatExtras): ToolDefinition[] {
  const inTheWay = isFormatted(chat) && !traits.formatBesideTools && chat.tool_choice === 'none';
  if (inTheWay) return [];
  return (chat.tools ?? []).filter(({ type }, at) => {
    if (type !== 'function') extras.lose(`tools[${at}]`, 'This provider takes functions only.');
    return type === 'function';
  });
}

function isFormatted({ response_format: format }: ChatRequest): boolean {
  return format !== undefined && format !== null && format.type !== 'text';
}

function isFormatTaken(chat: ChatRequest, traits: GeminiTraits, tools: readonly ToolDefinition[]): boolean {
  return !isFormatted(chat) || traits.formatBesideTools || tools.length === 0;
}

function takenFields(
  chat: ChatRequest,
  { generation, thinking }: GeminiTraits,
  host: GeminiHost,
  tools: readonly ToolDefinition[],
): Set<string> {
  const vertex = host === 'vertex_ai';
  const taken = new Set([
    'max_tokens',
    'max_completion_tokens',
    'temperature',
    'top_p',
    'stop',
    'seed',
    'tools',
    'tool_choice',
    'response_format',
  ]);
  // Several calls cannot be forbidden here; without tools there is nothing to forbid.
  if (tools.length === 0) taken.add('parallel_tool_calls');
  if (thinking !== 'none' && isEffort(chat.reasoning_effort)) taken.add('reasoning_effort');
  if (generation < 3) taken.add('n');
  if (generation < (vertex ? 3 : 2.5)) taken.add('presence_penalty').add('frequency_penalty');
  if (generation < 3 && vertex) taken.add('logprobs').add('top_logprobs');
  if (vertex) taken.add('user');
  if (serviceTierOf(chat)) taken.add('service_tier');
  return taken;
}

/** A recording is a file of its own type; readers of conversations know files only. */
function withAudioAsFiles(message: ChatMessage): ChatMessage {
  if (message.role !== 'user' || !Array.isArray(message.content)) return message;
  return { ...message, content: message.content.map(toFilePart) };
}

function toFilePart(part: UserPart): UserPart {
  const audio = part?.type === 'input_audio' ? objectOf(part.input_audio) : {};
  const { data, format } = audio;
  if (typeof data !== 'string' || typeof format !== 'string' || !/^[a-z0-9]{1,8}$/i.test(format)) return part;
  return { type: 'file', file: { file_data: `data:audio/${format};base64,${data}` } };
}

/** Vertex AI takes labels, for bills and their reports; other ids than plain ones do not fit in. */
function toLabels({ user }: ChatRequest, taken: ReadonlySet<string>, extras: ChatExtras): JsonObject {
  if (!user || !taken.has('user')) return {};
  if (typeof user === 'string' && /^[a-z0-9_-]{1,63}$/.test(user)) return { labels: { user } };
  extras.adjust('user');
  return {};
}

/** The two tiers beside the usual one that OpenAI and Google both have. */
export function serviceTierOf({ service_tier: tier }: ChatRequest): 'flex' | 'priority' | undefined {
  return tier === 'flex' || tier === 'priority' ? tier : undefined;
}

/** Vertex AI has a header in its place. */
function toServiceTier(chat: ChatRequest, host: GeminiHost): JsonObject {
  const serviceTier = serviceTierOf(chat);
  return serviceTier && host === 'gemini_api' ? { serviceTier } : {};
}
