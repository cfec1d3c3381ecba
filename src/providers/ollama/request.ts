import { objectOf } from '../../kernel/json-values.ts';
import { strict } from '../losses.ts';
import type { ChatRequest, ToolDefinition } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import { loseUnsupported } from '../unsupported-fields.ts';
import { toOllamaMessages } from './messages.ts';

/** Ollama's own, which callers may set beside OpenAI's: `num_ctx` is the context that the model is loaded with. */
const ownOptions = ['num_ctx', 'top_k', 'min_p', 'repeat_penalty'] as const;
/** The same names on both sides. `think` and `keep_alive` are Ollama's own. */
const sameFields = ['logprobs', 'top_logprobs', 'think', 'keep_alive'] as const;

const supported: ReadonlySet<string> = new Set([
  ...ownOptions,
  ...sameFields,
  'max_tokens',
  'max_completion_tokens',
  'temperature',
  'top_p',
  'stop',
  'seed',
  'presence_penalty',
  'frequency_penalty',
  'tools',
  'tool_choice',
  'response_format',
  'reasoning_effort',
]);

/**
 * OpenAI's call in Ollama's own form (reference/wire-protocols.md, section 12.2). The native path is used because the
 * `/v1` layer ignores `tool_choice`, overrides the model's own sampling and loses errors in mid-stream (12.3).
 */
export function toOllamaChat(
  model: string,
  chat: ChatRequest,
  extras: ChatExtras = strict,
): Record<string, unknown> {
  loseUnsupported(chat, extras, supported);
  const options = toOptions(chat);
  const tools = toTools(chat, extras);
  const format = toFormat(chat.response_format);
  const think = toThink(chat.reasoning_effort, extras);
  return {
    model,
    messages: toOllamaMessages(chat.messages, extras),
    // Ollama streams unless it is told not to.
    stream: chat.stream === true,
    // Otherwise a conversation that is longer than the context loses its beginning without a word: with these it is
    // an error, or an answer that ends by `length` (ollama api/types.go, read 2026-11; older versions ignore both).
    truncate: false,
    shift: false,
    ...pick(chat, sameFields),
    ...(think !== undefined && { think }),
    ...(Object.keys(options).length > 0 && { options }),
    ...(tools.length > 0 && { tools }),
    ...(format !== undefined && { format }),
  };
}

function toOptions(chat: ChatRequest): Record<string, unknown> {
  const { temperature, top_p, stop, seed, presence_penalty, frequency_penalty } = chat;
  const options: Record<string, unknown> = {
    num_predict: chat.max_completion_tokens ?? chat.max_tokens,
    temperature,
    top_p,
    stop: typeof stop === 'string' ? [stop] : stop,
    seed,
    presence_penalty,
    frequency_penalty,
    ...pick(chat, ownOptions),
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => isGiven(value)));
}

function pick(chat: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(chat).filter(([name, value]) => names.includes(name) && isGiven(value)),
  );
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Ollama cannot be made to call a tool, but it cannot call one that it was not told of. */
function toTools(
  { tools: asked, tool_choice: choice }: ChatRequest,
  extras: ChatExtras,
): readonly ToolDefinition[] {
  if (!asked || choice === 'none') return [];
  const tools = asked.flatMap(({ type, function: described }, index): ToolDefinition[] => {
    if (type !== 'function') {
      extras.lose(`tools[${index}]`, 'This provider takes functions only.');
      return [];
    }
    const { strict: exact, ...rest } = described;
    if (exact) extras.adjust(`tools[${index}].function.strict`);
    return [{ type, function: rest }];
  });
  if (!choice || choice === 'auto' || tools.length === 0) return tools;
  extras.lose('tool_choice', 'This provider cannot be made to call a tool.');
  const name = typeof choice === 'object' ? objectOf(choice.function)['name'] : undefined;
  return name === undefined ? tools : tools.filter((tool) => tool.function.name === name);
}

function toFormat(format: ChatRequest['response_format']): unknown {
  if (format?.type === 'json_object') return 'json';
  return format?.type === 'json_schema' ? (format.json_schema.schema ?? 'json') : undefined;
}

/** Efforts that Ollama has no word for become the nearest one that it has. */
function toThink(effort: ChatRequest['reasoning_effort'], extras: ChatExtras): string | boolean | undefined {
  if (!effort) return undefined;
  if (effort === 'none') return false;
  const nearest = effort === 'minimal' ? 'low' : effort === 'xhigh' ? 'max' : effort;
  if (nearest !== effort) extras.adjust('reasoning_effort');
  return nearest;
}
