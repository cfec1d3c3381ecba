import type { Assignment } from './assignments.ts';
import { type Family, findMeaning, type Role } from './env-variables.ts';

export interface Value {
  known: string;
  value: string;
}
export type Values = Map<Role, Value[]>;
export type Families = Map<Family, Values>;

/** Variables by whose they are, in the order in which they stand; empty where none is known. */
export function groupVariables(assignments: readonly Assignment[]): Families {
  const families: Families = new Map();
  for (const { name, value } of assignments) {
    const meaning = findMeaning(name);
    if (!meaning || value === '') continue;
    const values = families.get(meaning.family) ?? new Map<Role, Value[]>();
    families.set(meaning.family, values);
    const same = values.get(meaning.role) ?? [];
    values.set(meaning.role, same);
    same.push({ known: meaning.known, value });
  }
  return families;
}

/** Azure under OpenAI's names, as its older libraries had it, and fields of ours that say whose they are. */
export function adoptStrays(families: Families): void {
  const openai = families.get('openai');
  const isAzure = [...(openai?.get('api_type') ?? [])].some(({ value }) =>
    value.toLowerCase().startsWith('azure'),
  );
  const address = openai?.get('address')?.[0]?.value ?? '';
  if (isAzure || address.includes('.openai.azure.')) move(families, 'openai', 'azure');
  const azure = families.get('azure');
  // `api_version` alone says nothing yet: openai's newer libraries share it between both.
  if (azure && openai?.has('api_version') && !azure.has('api_version') && !isAzure) {
    azure.set('api_version', openai.get('api_version') ?? []);
    openai.delete('api_version');
    if (openai.size === 0) families.delete('openai');
  }
  const plain = families.get('plain');
  if (!plain) return;
  const whole = (['azure', 'oauth2', 'aws'] as const).find((family) => families.has(family));
  if (whole !== undefined) move(families, 'plain', whole);
}

function move(families: Families, from: Family, to: Family): void {
  const target = families.get(to) ?? new Map<Role, Value[]>();
  for (const [role, found] of families.get(from) ?? [])
    target.set(role, [...(target.get(role) ?? []), ...found]);
  families.delete(from);
  families.set(to, target);
}
