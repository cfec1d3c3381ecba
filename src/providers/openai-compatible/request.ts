import { isObject } from '../../kernel/json-values.ts';
import { strict } from '../losses.ts';
import type { ChatRequest } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import { loseUnsupported } from '../unsupported-fields.ts';
import { missesReasoning, toServerMessages } from './messages.ts';
import { findModelRule, fitToModel } from './model-rules.ts';
import type { Quirks } from './quirks.ts';

/**
 * The body of a chat call. Whatever else the caller sent passes as it is, and as the very same value: servers take
 * parameters of their own here (`top_k`, `chat_template_kwargs`). Without a model where the URL names it.
 */
export function toChatBody(
  model: string | undefined,
  chat: ChatRequest,
  quirks: Quirks,
  extras: ChatExtras = strict,
): Record<string, unknown> {
  const { stream, stream_options, max_tokens, max_completion_tokens, messages } = chat;
  const body: Record<string, unknown> = model === undefined ? {} : { model };
  body['messages'] = toServerMessages(messages, { quirks, extras, model: model ?? '' });
  for (const [name, value] of Object.entries(chat)) if (!writtenApart.has(name)) body[name] = value;
  const tokens = max_completion_tokens ?? max_tokens;
  if (tokens !== undefined && tokens !== null) body[tokenLimitOf(model, quirks, extras)] = tokens;
  if (stream) {
    body['stream'] = true;
    if (quirks.streamOptions) {
      body['stream_options'] =
        stream_options?.include_usage === true ? stream_options : { ...stream_options, include_usage: true };
    }
  }
  fitToServer(body, quirks, extras);
  loseRefused(model, body, quirks, extras);
  const known = findKnownModel(model, quirks, extras);
  if (known !== undefined) fitToModel(known, body, extras);
  return body;
}

/** What is said otherwise below, and what is ours: to narrow a call to one credential, to say what may be dropped. */
const writtenApart: ReadonlySet<string> = new Set([
  'model',
  'messages',
  'stream',
  'stream_options',
  'max_tokens',
  'max_completion_tokens',
  'provider_id',
  'drop_unsupported',
]);

/** Behind a gateway of one’s own may stand an OpenAI model that refuses the older name. */
function tokenLimitOf(model: string | undefined, quirks: Quirks, extras: ChatExtras): string {
  if (quirks.ownParameters || quirks.rebuilt) return quirks.tokenLimit;
  const rule = findModelRule(extras.family ?? model ?? '', extras.rules);
  return rule?.renames?.[quirks.tokenLimit] ?? quirks.tokenLimit;
}

/** The model whose rules hold: the one that the tenant named, or the one asked for where its name tells. */
function findKnownModel(model: string | undefined, quirks: Quirks, extras: ChatExtras): string | undefined {
  if (extras.family !== undefined) return extras.family;
  if (model === undefined || quirks.modelRules) return model;
  const rule = findModelRule(model, extras.rules);
  return rule && extras.rules?.includes(rule) ? model : undefined;
}

const noNames: Readonly<Record<string, string>> = {};

/** What the server wants said otherwise, in place. */
function fitToServer(body: Record<string, unknown>, quirks: Quirks, extras: ChatExtras): void {
  for (const [name, other] of Object.entries(quirks.renamed ?? noNames)) {
    if (!(name in body)) continue;
    body[other] ??= body[name];
    delete body[name];
  }
  const { stop, tool_choice: choice, messages } = body;
  if (quirks.stopAsText === false && typeof stop === 'string') body['stop'] = [stop];
  if (quirks.toolChoiceNone === false && choice === 'none') {
    delete body['tools'];
    delete body['tool_choice'];
    extras.adjust('tool_choice');
  }
  if (quirks.reasoning !== 'echoed' || body['thinking'] !== undefined) return;
  if (!Array.isArray(messages) || !missesReasoning(messages)) return;
  // It would refuse the whole conversation for the reasoning of a turn that was another model’s (section 11.4).
  body['thinking'] = { type: 'disabled' };
  delete body['reasoning_effort'];
  extras.adjust('thinking');
}

function loseRefused(
  model: string | undefined,
  body: Record<string, unknown>,
  quirks: Quirks,
  extras: ChatExtras,
): void {
  const { unsupportedBy, unsupported, jsonSchema } = quirks;
  if (!unsupportedBy && !unsupported && jsonSchema !== false) return;
  const ofModel = unsupportedBy?.model.test(extras.family ?? model ?? '')
    ? unsupportedBy.parameters
    : undefined;
  const refused = Object.entries(body).filter(([name]) => unsupported?.has(name) || ofModel?.has(name));
  loseUnsupported({ messages: [], ...Object.fromEntries(refused) }, extras, new Set());
  for (const [name] of refused) delete body[name];
  const { response_format: format } = body;
  if (jsonSchema === false && isObject(format) && format['type'] === 'json_schema') {
    extras.lose('response_format', 'This provider cannot hold its answers to a schema.');
    delete body['response_format'];
  }
}
