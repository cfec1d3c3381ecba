import type { PeriodName } from '../api/periods.ts';

export const periods = {
  label: 'Period',
  names: {
    hour: 'The last hour',
    day: 'The last 24 hours',
    week: 'The last 7 days',
    month: 'The last 30 days',
    this_month: 'This month (UTC)',
    last_month: 'Last month (UTC)',
    days: 'Days (UTC)',
  } satisfies Record<PeriodName, string>,
  from: 'First day',
  to: 'Last day',
} as const;
