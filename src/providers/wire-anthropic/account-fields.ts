import type { ChatRequest } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';

const userIdCharactersMax = 256;

const tiers: ReadonlyMap<string, string> = new Map([
  ['auto', 'auto'],
  ['default', 'standard_only'],
  ['standard_only', 'standard_only'],
]);

/** Whom a call is for and what it may cost: no answer depends on either. */
export function accountFields(
  { user, safety_identifier: safety, service_tier: wanted }: ChatRequest,
  host: { serviceTiers: boolean },
  extras: ChatExtras,
): { metadata?: { user_id: string }; service_tier?: string } {
  const name = safety ? 'safety_identifier' : 'user';
  const id = safety || user || '';
  const named = id !== '' && id.length <= userIdCharactersMax;
  if (id !== '' && !named) extras.adjust(name);
  const tier = host.serviceTiers && wanted ? tiers.get(wanted) : undefined;
  if (wanted && wanted !== 'auto' && !tier) extras.adjust('service_tier');
  return { ...(named && { metadata: { user_id: id } }), ...(tier && { service_tier: tier }) };
}
