import { providerNames } from '../../contract/credentials.ts';
import { slugPattern } from '../../kernel/ids.ts';
import { providers } from '../../providers/registry.ts';

const slug = new RegExp(slugPattern);
const baseLengthMax = 48;

/** Names that mean a provider of the catalogue everywhere; a credential called so would take their place. */
const reserved = new Set<string>([
  ...providerNames,
  ...providers.map((provider) => provider.id),
  'default',
  'platform',
]);

export function isReservedProviderId(id: string): boolean {
  return reserved.has(id);
}

/** Readable, from the name that people gave; a number is added until nobody has it. */
export function* proposeProviderIds(name: string): Generator<string> {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, baseLengthMax)
    .replace(/^-|-$/g, '');
  const base = slug.test(plain) ? plain : 'credential';
  if (!reserved.has(base)) yield base;
  for (let count = 2; ; count += 1) yield `${base}-${count}`;
}
