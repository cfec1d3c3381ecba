import type { LedgerFilter } from '../../api/ledger.ts';
import { type Period, parsePeriod, type Wished } from '../../api/periods.ts';

/** What is looked at, in the address: it can be sent to somebody, and is there again after a reload. */
export type LedgerSearch = Period & LedgerFilter;

const choices = {
  owner: ['own', 'managed'],
  payer: ['tenant_provider', 'subscription', 'metered'],
  outcome: ['answered', 'failed', 'aborted'],
  operation: ['chat', 'embedding'],
} as const;

const texts = [
  'failure_class',
  'host',
  'provider',
  'model_name',
  'credential_id',
  'agent_id',
  'feature_id',
  'user_id',
] as const satisfies readonly (keyof LedgerFilter)[];

export function parseLedgerSearch(search: Wished<LedgerSearch>): LedgerSearch {
  return { ...parsePeriod(search), ...parseFilter(search) };
}

/** What is empty is not asked for. */
export function parseFilter(search: Wished<LedgerFilter>): LedgerFilter {
  const chosen = Object.entries(choices).flatMap(([name, values]) => {
    const value = values.find((one) => one === search[name as keyof typeof choices]);
    return value === undefined ? [] : [[name, value]];
  });
  const written = texts.flatMap((name) => {
    const value = search[name];
    // An address that was written by hand has numbers where a text looks like one.
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string' && text.trim() !== '' ? [[name, text.trim()]] : [];
  });
  return Object.fromEntries([...chosen, ...written]) as LedgerFilter;
}
