import { signed } from '../../strings/signed.ts';
import { type Fact, Facts } from '../facts.tsx';
import type { Said } from './verify-signed.ts';

/** Whose it is, and of when, before what it says. */
const first = ['tenant', 'environment', 'at', 'from', 'to', 'calls', 'attempts'];

/** What was signed, field by field. It may come from anywhere: nothing is taken for granted of its shape. */
export function SaidFacts({ said }: { said: Said }) {
  const names = [...first.filter((name) => Object.hasOwn(said, name)), ...Object.keys(said)];
  return <Facts facts={[...new Set(names)].map((name) => toFact(name, said[name]))} />;
}

export function kindOf({ kind, chain_head: head }: Said): keyof typeof signed.kinds {
  if (kind === 'custody' || kind === 'routing') return kind;
  if (kind === 'periodic' || kind === 'retention') return 'checkpoint';
  return kind === undefined && head !== undefined ? 'ledger' : 'other';
}

const toFact = (name: string, value: unknown): Fact => ({
  label: `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`,
  value: describe(value),
});

function describe(value: unknown): string {
  if (value === null || value === undefined || value === '') return signed.nothing;
  if (typeof value === 'boolean') return value ? signed.yes : signed.no;
  if (typeof value !== 'object') return String(value);
  if (!Array.isArray(value)) {
    const parts = Object.entries(value).map(
      ([name, part]) => `${name.replaceAll('_', ' ')} ${describe(part)}`,
    );
    return parts.join(', ') || signed.nothing;
  }
  if (value.length === 0) return signed.nothing;
  return value.some((part) => typeof part === 'object') ? signed.entries(value.length) : value.join(', ');
}
