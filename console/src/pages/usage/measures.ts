import type { UsageItem } from '../../api/usage.ts';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatRoughAmount,
  formatShort,
} from '../../components/numbers.ts';
import type { Measure } from './usage-search.ts';

/** Whether there is no part of one. */
export const isWholeNumber = (measure: Measure): boolean =>
  measure === 'calls' || measure === 'tokens' || measure === 'bytes';

/** A cost that is not known counts as none: what is shown beside it says so. */
export function measureOf(item: UsageItem, measure: Measure): number {
  switch (measure) {
    case 'calls':
      return item.requests;
    case 'tokens':
      return item.input_tokens + item.output_tokens;
    case 'cost':
      return Number(item.estimated_cost.amount ?? 0);
    case 'queue':
      return item.queue_ms;
    case 'bytes':
      return item.request_bytes + item.answer_bytes;
  }
}

export function formatMeasure(value: number, measure: Measure, currency: string): string {
  switch (measure) {
    case 'cost':
      return formatRoughAmount(value, currency);
    case 'queue':
      return formatDuration(value);
    case 'bytes':
      return formatBytes(value);
    default:
      return formatCount(value);
  }
}

/** At the lines of a chart, where there is little room. */
export function formatTick(value: number, measure: Measure, currency: string): string {
  return measure === 'calls' || measure === 'tokens'
    ? formatShort(value)
    : formatMeasure(value, measure, currency);
}
