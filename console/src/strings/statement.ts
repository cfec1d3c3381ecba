import type { Statement } from '../api/statement.ts';

type Item = Statement['platform']['items'][number]['item'];
export type Part = 'own' | 'managed_fallback' | 'bundled';

export const statement = {
  description: (tenant: string) =>
    `Both sides of a month, of ${tenant} as a whole: all environments together. Each call is on one side, by who pays for its model. Months are of UTC.`,
  loading: 'statement',
  month: 'Month',
  download: 'Download JSON',
  head: {
    tenant: 'Tenant',
    period: 'Period',
    days: (first: string, last: string) => `${first} to ${last}`,
    over: 'The month is over',
    running: 'As it stands: the month is not over',
    plan: 'Plan',
    plans: { standard: 'Standard', enterprise: 'Enterprise' },
    modes: 'Whose models serve now',
    mode: { bundled: 'bundled', byo: 'own models' },
    prices: 'Estimates',
    asOf: (currency: string, day: string) => `${currency}, list prices of ${day} or later`,
  },
  calls: (count: string) => (count === '1' ? 'one call' : `${count} calls`),
  tokens: (input: string, output: string) => `${input} tokens in, ${output} out`,
  noPrice: 'no price known',
  noRates: 'rates not said',
  unpriced: (tokens: string) => `Without ${tokens} tokens of models whose price is not known.`,
  platform: {
    title: (platform: string) => `${platform} bills`,
    meaning: (platform: string) =>
      `Its own part in calls that the subscription does not cover, and its models where they stood in for yours. You pay ${platform}.`,
    unknown: (platform: string) => `${platform} has not said its rates: quantities stand without amounts.`,
    unpriced: 'The price of a managed model is not known: what it comes to in all is not known either.',
    itemsOf: (platform: string) => `What ${platform} bills, item by item`,
    paidTo: (platform: string) => `paid to ${platform}`,
    forCalls: (count: string) => `for ${count} calls`,
    columns: { item: 'For', quantity: 'Quantity', rate: 'Rate', amount: 'Amount' },
    items: {
      requests: 'Requests',
      compute_hours: 'Compute',
      gigabytes: 'Traffic',
      observability_events: 'Observability events',
    } satisfies Record<Item, string>,
    quantity: (quantity: string, unit: string) => `${quantity} × ${unit}`,
    fallback: 'Managed models in place of own ones',
    listPrice: (amount: string) => `${amount} at list prices`,
    factor: (factor: string) => `× ${factor}`,
    all: 'Billed by the platform',
  },
  own: {
    title: 'Your providers charge',
    meaning:
      'An estimate at list prices: only your provider knows the bill. You pay your provider, and no part of it goes through the platform.',
    estimate: 'Estimate',
  },
  bundled: {
    title: 'The subscription includes',
    meaning: (platform: string) =>
      `Calls on ${platform}’s models in bundled environments. Nothing is billed for them.`,
    nothing: 'nothing to pay',
    limits: 'Within these limits',
    requests: (count: string) => `${count} requests a minute`,
    tokens: (count: string) => `${count} tokens a minute`,
    concurrent: (count: string) => `${count} calls at once`,
    unlimited: 'no limit was set',
  },
  parts: {
    own: 'Own models',
    managed_fallback: 'Managed models in place of own ones',
    bundled: 'Managed models, bundled',
  } satisfies Record<Part, string>,
  payers: {
    own: 'paid to the provider',
    managed_fallback: 'paid to the platform',
    bundled: 'in the subscription',
  } satisfies Record<Part, string>,
  lines: {
    columns: {
      model: 'Model',
      environment: 'Environment',
      operation: 'Kind',
      calls: 'Calls',
      input: 'Input tokens',
      output: 'Output tokens',
      cost: 'At list prices',
    },
    operations: { chat: 'Chat', embedding: 'Embeddings' },
    sum: 'Sum',
  },
  sums: {
    title: 'It adds up to the ledger',
    ledger:
      'What each part sums up are the rows of the ledger, as they came in. All together is all that was used in this month, and the sum of the ledger’s rows of it, to the last token.',
    added: 'The three parts add up to all that was used.',
    notAdded: 'The three parts do not add up to all that was used. Tell support: this must not be.',
    columns: {
      part: 'Part',
      calls: 'Calls',
      tries: 'Rows of the ledger',
      input: 'Input tokens',
      output: 'Output tokens',
      bytes: 'To and from models',
    },
    all: 'All that was used',
  },
  nothing: 'Nothing was used in this month.',
} as const;
