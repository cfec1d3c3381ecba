import { addDays, addMonths, isDay, monthOf } from '../../components/days.ts';
import type { Preset, UsageSearch } from './usage-search.ts';

/** Whole days of UTC, both of them among it. */
export interface Period {
  first: string;
  last: string;
}

export function toPreset(name: Preset, today: string): Period {
  const month = monthOf(today);
  switch (name) {
    case 'today':
      return { first: today, last: today };
    case '7d':
      return { first: addDays(today, -6), last: today };
    case '30d':
      return { first: addDays(today, -29), last: today };
    case 'month':
      return { first: `${month}-01`, last: today };
    case 'last-month':
      return { first: `${addMonths(month, -1)}-01`, last: addDays(`${month}-01`, -1) };
  }
}

/** More days than these the API does not sum up at once. */
export const daysMax = 1_100;

/** What an address asks for. A range of one’s own that is none becomes one: its days in order, none to come, not too many. */
export function toPeriod({ period = '30d', from, to }: UsageSearch, today: string): Period {
  if (period !== 'own') return toPreset(period, today);
  const usual = toPreset('30d', today);
  const last = to !== undefined && isDay(to) && to < today ? to : today;
  const wished = from !== undefined && isDay(from) ? from : usual.first;
  const earliest = addDays(last, 1 - daysMax);
  const first = wished < earliest ? earliest : wished;
  return { first: first < last ? first : last, last };
}
