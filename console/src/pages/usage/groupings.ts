import type { UsageItem } from '../../api/usage.ts';
import type { Grouping } from './usage-search.ts';

/** In which field of a group the API names it. */
const fields = {
  day: 'day',
  model: 'model_name',
  provider: 'provider',
  feature: 'feature_id',
  agent: 'agent_id',
  user: 'user_id',
  config: 'config_id',
  operation: 'operation',
  owner: 'owner',
  payer: 'payer',
  tenant: 'tenant_id',
  environment: 'environment',
} as const satisfies Record<Grouping, keyof UsageItem['group']>;

/** Null: the calls had none. */
export const groupKeyOf = ({ group }: UsageItem, by: Grouping): string | null => group[fields[by]] ?? null;
