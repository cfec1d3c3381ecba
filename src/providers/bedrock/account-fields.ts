import { type JsonObject, objectOf } from '../../kernel/json-values.ts';
import type { ChatRequest } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';

const labelPattern = /^[a-zA-Z0-9\s:_@$#=/+,\-.]{0,256}$/;
const labelsMax = 16;
const tiers = new Set(['flex', 'priority', 'reserved']);
const usualTiers = new Set(['auto', 'default']);

/** Labels for the account’s own logs, and what the call may cost: no answer depends on either. */
export function accountFields(chat: ChatRequest, extras: ChatExtras): JsonObject {
  const requestMetadata = labelsOf(chat, extras);
  const tier = chat.service_tier;
  const known = tier && tiers.has(tier);
  if (tier && !known && !usualTiers.has(tier)) extras.adjust('service_tier');
  return {
    ...(Object.keys(requestMetadata).length > 0 && { requestMetadata }),
    ...(known && { serviceTier: { type: tier } }),
  };
}

function labelsOf(chat: ChatRequest, extras: ChatExtras): JsonObject {
  const name = chat.safety_identifier ? 'safety_identifier' : 'user';
  const labels: [string, string, unknown][] = [
    ...Object.entries(objectOf(chat.metadata)).map(([key, value]): [string, string, unknown] => [
      'metadata',
      key,
      value,
    ]),
    [name, 'user', chat[name] || undefined],
  ];
  const kept = new Map<string, string>();
  for (const [field, key, value] of labels) {
    if (value === undefined || kept.has(key)) continue;
    const fits =
      key !== '' && labelPattern.test(key) && typeof value === 'string' && labelPattern.test(value);
    if (fits && kept.size < labelsMax) kept.set(key, value);
    else extras.adjust(field);
  }
  return Object.fromEntries(kept);
}
