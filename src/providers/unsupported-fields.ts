import type { ChatRequest } from './openai-shapes.ts';
import type { ChatExtras } from './provider.ts';

/** What the gateway itself reads of a request. */
const gatewayFields: ReadonlySet<string> = new Set([
  'model',
  'messages',
  'stream',
  'stream_options',
  'provider_id',
  'drop_unsupported',
]);

/** Without these the answer is the same one, or as good: labels, prices, caches, and how much to say or to think. */
const hints: ReadonlySet<string> = new Set([
  'metadata',
  'store',
  'user',
  'safety_identifier',
  'service_tier',
  'prompt_cache_key',
  'prompt_cache_options',
  'prompt_cache_retention',
  'reasoning_effort',
  'verbosity',
]);

const reasons: ReadonlyMap<string, string> = new Map([
  ['n', 'This provider gives one answer for each request.'],
  ['seed', 'This provider has no seed: its answers cannot be repeated.'],
  ['presence_penalty', 'This provider has no penalties.'],
  ['frequency_penalty', 'This provider has no penalties.'],
  ['logit_bias', 'This provider takes no bias for single tokens.'],
  ['logprobs', 'This provider gives no probabilities of tokens.'],
  ['top_logprobs', 'This provider gives no probabilities of tokens.'],
  ['modalities', 'This provider answers in text only.'],
  ['audio', 'This provider answers in text only.'],
  ['prediction', 'This provider takes no predicted output.'],
  ['web_search_options', 'This provider has no web search in this form.'],
  ['parallel_tool_calls', 'This provider cannot be kept from calling several tools at once.'],
]);

/**
 * Tells of every field of the request that a wire has no form for. `supported` are those that the wire reads itself;
 * fields that say what holds without them too are no loss.
 */
export function loseUnsupported(chat: ChatRequest, extras: ChatExtras, supported: ReadonlySet<string>): void {
  for (const [field, value] of Object.entries(chat)) {
    if (gatewayFields.has(field) || supported.has(field) || isNeutral(field, value)) continue;
    if (hints.has(field)) extras.adjust(field);
    else extras.lose(field, reasons.get(field) ?? `This provider has no form for ${field}.`);
  }
}

function isNeutral(field: string, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  switch (field) {
    case 'n':
      return value === 1;
    case 'presence_penalty':
    case 'frequency_penalty':
    case 'top_logprobs':
      return value === 0;
    case 'logprobs':
      return value === false;
    case 'parallel_tool_calls':
      return value === true;
    case 'modalities':
      return Array.isArray(value) && value.every((modality) => modality === 'text');
    case 'logit_bias':
      return typeof value === 'object' && Object.keys(value).length === 0;
    case 'tools':
      return Array.isArray(value) && value.length === 0;
    default:
      return false;
  }
}
