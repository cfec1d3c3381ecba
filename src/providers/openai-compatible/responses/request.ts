import { objectOf } from '../../../kernel/json-values.ts';
import type { ModelRule } from '../../model-rule.ts';
import type { ChatRequest, ResponseFormat, ToolChoice } from '../../openai-shapes.ts';
import type { ChatExtras } from '../../provider.ts';
import { loseUnsupported } from '../../unsupported-fields.ts';
import { fitFields } from '../model-rules.ts';
import { toInput } from './input.ts';
import { memoryKeyOf } from './memory.ts';

/** What means the same under the same name. */
const sameNames = [
  'metadata',
  'prompt_cache_key',
  'prompt_cache_options',
  'prompt_cache_retention',
  'safety_identifier',
  'service_tier',
  'temperature',
  'top_p',
  'user',
];
const translated = [
  'max_completion_tokens',
  'max_tokens',
  'parallel_tool_calls',
  'reasoning',
  'reasoning_effort',
  'response_format',
  'store',
  'tool_choice',
  'tools',
  'verbosity',
];

/** 400 `integer_below_min_value` below. */
const outputTokensMin = 16;

/** A chat call as the body of `/responses`. Nothing is stored there unless the caller asked for it. */
export function toResponsesBody(
  model: string,
  chat: ChatRequest,
  { rule, place }: { rule: ModelRule; place: string },
  extras: ChatExtras,
): Record<string, unknown> {
  const fitted: Record<string, unknown> = { ...chat };
  fitFields(rule, fitted, extras);
  const leftOut = Object.keys(chat).filter((name) => !(name in fitted));
  loseUnsupported(chat, extras, new Set([...sameNames, ...translated, ...leftOut]));
  const body: Record<string, unknown> = {
    model,
    input: toInput(chat.messages, {
      memoryKey: memoryKeyOf(model, place),
      systemRole: rule.systemRole,
      extras,
    }),
    store: chat.store ?? false,
    // Sealed, so that it can come back although nothing is stored.
    include: ['reasoning.encrypted_content'],
  };
  for (const name of sameNames) if ((fitted[name] ?? undefined) !== undefined) body[name] = fitted[name];
  const tokens = toOutputTokens(fitted, extras);
  if (tokens !== undefined) body['max_output_tokens'] = tokens;
  const reasoning = toReasoning(fitted);
  if (reasoning) body['reasoning'] = reasoning;
  const text = toText(chat);
  if (text) body['text'] = text;
  const tools = toTools(chat, extras);
  if (tools.length > 0) {
    body['tools'] = tools;
    const choice = toToolChoice(chat.tool_choice, extras);
    if (choice !== undefined) body['tool_choice'] = choice;
    const parallel = fitted['parallel_tool_calls'] ?? undefined;
    if (parallel !== undefined) body['parallel_tool_calls'] = parallel;
  }
  if (chat.stream) body['stream'] = true;
  return body;
}

function toOutputTokens(fitted: Record<string, unknown>, extras: ChatExtras): number | undefined {
  const name =
    (fitted['max_completion_tokens'] ?? undefined) === undefined ? 'max_tokens' : 'max_completion_tokens';
  const asked = fitted[name];
  if (typeof asked !== 'number') return undefined;
  if (asked < outputTokensMin) extras.adjust(name);
  return Math.max(asked, outputTokensMin);
}

/** A summary only where it was asked for: organisations that are not verified get a 400 for the question. */
function toReasoning(fitted: Record<string, unknown>): Record<string, unknown> | undefined {
  const effort = fitted['reasoning_effort'] ?? undefined;
  const summary = objectOf(fitted['reasoning'])['summary'] ?? undefined;
  if (effort === undefined && summary === undefined) return undefined;
  return { ...(effort !== undefined && { effort }), ...(summary !== undefined && { summary }) };
}

function toText({ response_format: format, verbosity }: ChatRequest): Record<string, unknown> | undefined {
  const flat = format && toFormat(format);
  if (!flat && !verbosity) return undefined;
  return { ...(flat && { format: flat }), ...(verbosity && { verbosity }) };
}

function toFormat(format: ResponseFormat): Record<string, unknown> | undefined {
  switch (format.type) {
    case 'json_object':
      return { type: 'json_object' };
    case 'json_schema':
      return { type: 'json_schema', ...format.json_schema, schema: format.json_schema.schema ?? {} };
    default:
      return undefined;
  }
}

function toTools({ tools }: ChatRequest, extras: ChatExtras): Record<string, unknown>[] {
  return (tools ?? []).flatMap((tool, at) => {
    if (tool.type !== 'function') {
      extras.lose(`tools[${at}]`, 'Only functions can be tools here.');
      return [];
    }
    const { name, description, parameters, strict } = tool.function;
    return [
      {
        type: 'function',
        name,
        ...(description !== undefined && { description }),
        parameters: parameters ?? { type: 'object', properties: {} },
        // Strict is the default here, and refuses schemas that a chat call may have.
        strict: strict ?? false,
      },
    ];
  });
}

function toToolChoice(choice: ToolChoice | undefined, extras: ChatExtras): unknown {
  if (choice === undefined || choice === null || typeof choice === 'string') return choice ?? undefined;
  if (choice.type === 'function') return { type: 'function', name: choice.function.name };
  extras.lose('tool_choice', 'This choice has no form here.');
  return undefined;
}
