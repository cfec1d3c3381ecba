import type { JsonObject } from '../../kernel/json-values.ts';
import {
  type CallPart,
  type Conversation,
  keepPrefill,
  readConversation,
  type Turn,
} from '../conversation.ts';
import { strict } from '../losses.ts';
import type { ChatRequest } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import { loseUnsupported } from '../unsupported-fields.ts';
import { accountFields } from './account-fields.ts';
import { answerFormatOf, toOutputConfig } from './answer-format.ts';
import { toInference } from './inference.ts';
import { toMessages } from './messages.ts';
import { isStoredPrompt, type ModelTraits, traitsOf } from './model-traits.ts';
import { reasoningBefore } from './reasoning-blocks.ts';
import { tellSystemAsText } from './system-as-text.ts';
import { type ToolConfig, toToolConfig } from './tool-config.ts';
import { tellToolsAsText } from './tools-as-text.ts';

const accountNames = ['metadata', 'user', 'safety_identifier', 'service_tier'];
const ofStoredPrompt: ReadonlySet<string> = new Set(accountNames);
/** Read here, or by what is called from here. */
const supported: ReadonlySet<string> = new Set([
  ...accountNames,
  'max_tokens',
  'max_completion_tokens',
  'temperature',
  'top_p',
  'stop',
  'tools',
  'tool_choice',
  'response_format',
  'reasoning_effort',
]);
const withParallel: ReadonlySet<string> = new Set([...supported, 'parallel_tool_calls']);

/** An OpenAI chat request as the body of Converse and ConverseStream. */
export function toConverse(chat: ChatRequest, model: string, extras: ChatExtras = strict): JsonObject {
  if (isStoredPrompt(model)) return toPromptCall(chat, model, extras);
  const traits = traitsOf(extras.family ?? model);
  // Where there are no tools, there are no calls to make one at a time.
  const mindsParallel = traits.claude !== undefined || !chat.tools?.length;
  loseUnsupported(chat, extras, mindsParallel ? withParallel : supported);
  const format = answerFormatOf(chat, traits, extras);
  const tools = toToolConfig(chat, format, traits, extras);
  const asked = format.kind === 'instruction' ? [format.text] : [];
  const read = readConversation(chat.messages, extras);
  const { system, turns } = fitted({ ...read, system: [...read.system, ...asked] }, traits, tools);
  const prefilled = keepPrefill(turns, traits.prefill, chat.messages, extras);
  const hindered = prefilled || tools?.toolChoice !== undefined || isThoughtless(turns, traits, model);
  const inference = toInference(chat, traits, hindered, extras);
  const single = traits.claude && chat.parallel_tool_calls === false ? tools : undefined;
  const additional = { ...inference.additional, ...(single && { tool_choice: toClaudeChoice(single) }) };
  const { reasoning, inferenceConfig } = inference;
  const rules = { model, reasoning, shortIds: traits.shortIds };
  return {
    ...(system.length > 0 && { system: system.map((text) => ({ text })) }),
    messages: toMessages(turns, rules, extras),
    ...(Object.keys(inferenceConfig).length > 0 && { inferenceConfig }),
    // Two choices of tools contradict each other (BerriAI/litellm#36536): Claude’s own says all of it.
    ...(tools && { toolConfig: single ? { tools: tools.tools } : tools }),
    ...toOutputConfig(format),
    ...(Object.keys(additional).length > 0 && { additionalModelRequestFields: additional }),
    ...accountFields(chat, extras),
  };
}

/** The settings are the stored prompt’s own; what is said comes after its messages. */
function toPromptCall(chat: ChatRequest, model: string, extras: ChatExtras): JsonObject {
  loseUnsupported(chat, extras, ofStoredPrompt);
  const { turns } = tellSystemAsText(tellToolsAsText(readConversation(chat.messages, extras)));
  const rules = { model, reasoning: false, shortIds: false };
  return { messages: toMessages(turns, rules, extras), ...accountFields(chat, extras) };
}

/** Blocks of calls and results are refused where no tools are declared, and instructions by some models. */
function fitted(read: Conversation, traits: ModelTraits, tools: ToolConfig | undefined): Conversation {
  const conversation = tools ? read : tellToolsAsText(read);
  return traits.system ? conversation : tellSystemAsText(conversation);
}

/** In the middle of calls whose thoughts are lost, a model with a budget refuses to think. */
function isThoughtless(turns: readonly Turn[], { claude }: ModelTraits, model: string): boolean {
  if (claude?.thinking !== 'budget') return false;
  const asking = turns.findLast(({ role }) => role === 'assistant');
  const call = asking?.parts.find((part): part is CallPart => part.kind === 'call');
  return call !== undefined && reasoningBefore(call.id, model).length === 0;
}

/** In Claude’s own words, which know more than Converse’s. */
function toClaudeChoice({ toolChoice }: ToolConfig): JsonObject {
  const single = { disable_parallel_tool_use: true };
  if (!toolChoice) return { type: 'auto', ...single };
  return 'tool' in toolChoice
    ? { type: 'tool', name: toolChoice.tool.name, ...single }
    : { type: 'any', ...single };
}
