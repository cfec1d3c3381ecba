import type { UsageItem } from '../../../contract/usage.ts';
import { toAmount } from '../../../kernel/money.ts';
import type { UsageCost, UsageDimension, UsageRow, UsageSum } from '../../../kernel/usage.ts';

/** By what name each stands in answers and in filters. */
export const dimensionNames = {
  tenant: 'tenant_id',
  environment: 'environment',
  day: 'day',
  operation: 'operation',
  agent: 'agent_id',
  feature: 'feature_id',
  user: 'user_id',
  config: 'config_id',
  provider: 'provider',
  model: 'model_name',
  owner: 'owner',
  payer: 'payer',
} as const satisfies Record<UsageDimension, keyof UsageItem['group']>;

export function toUsageItem(row: UsageRow): UsageItem {
  return { group: toGroup(row.group), ...toSums(row), estimated_cost: toEstimatedCost(row.cost) };
}

/** Null for what the calls had none of. */
export function toGroup(group: UsageRow['group']): UsageItem['group'] {
  return Object.fromEntries(
    Object.entries(group).map(([dimension, value]) => [
      dimensionNames[dimension as UsageDimension],
      value === '' ? null : value,
    ]),
  );
}

export function toSums(sum: UsageSum): Omit<UsageItem, 'group' | 'estimated_cost'> {
  return {
    requests: sum.calls,
    attempts: sum.attempts,
    answered: sum.answered,
    failed: sum.failed,
    aborted: sum.aborted,
    input_tokens: sum.promptTokens,
    output_tokens: sum.completionTokens,
    cached_tokens: sum.cachedTokens,
    reasoning_tokens: sum.reasoningTokens,
    request_bytes: sum.requestBytes,
    answer_bytes: sum.answerBytes,
    queue_ms: sum.queueMs,
    total_ms: sum.totalUs / 1000,
  };
}

export function toEstimatedCost({ pico, unpricedTokens }: UsageCost): UsageItem['estimated_cost'] {
  return { amount: pico === null ? null : toAmount(pico), unpriced_tokens: unpricedTokens };
}
