/** What is summed up of attempts as they come in, and by what: the rollups that usage, budgets and statements read. */
const sums = {
  calls: 'count(*) filter (where number = 1)',
  attempts: 'count(*)',
  answered: `count(*) filter (where outcome = 'answered')`,
  failed: `count(*) filter (where outcome = 'failed')`,
  aborted: `count(*) filter (where outcome = 'aborted')`,
  prompt_tokens: 'coalesce(sum(prompt_tokens), 0)',
  completion_tokens: 'coalesce(sum(completion_tokens), 0)',
  cached_tokens: 'coalesce(sum(cached_tokens), 0)',
  reasoning_tokens: 'coalesce(sum(reasoning_tokens), 0)',
  request_bytes: 'sum(request_bytes)',
  answer_bytes: 'sum(answer_bytes)',
  total_ms: 'sum(total_ms::numeric)',
  // Each try tells how long its call has waited by then: the one that was answered says it for the call.
  queue_ms: `coalesce(sum(queue_ms) filter (where outcome = 'answered'), 0)`,
};
const sumNames = Object.keys(sums);

/** Whatever is absent is an empty text: a key has no nulls. */
const dimensions = {
  tenant_id: 'tenant_id',
  environment: 'environment',
  day: `(at at time zone 'UTC')::date`,
  operation: 'operation',
  agent_id: `coalesce(agent_id, '')`,
  feature_id: `coalesce(feature_id, '')`,
  provider: 'provider',
  model_name: 'model_name',
  owner: 'owner',
  payer: 'payer',
};
const withUsers = {
  ...dimensions,
  user_id: `coalesce(user_id, '')`,
  config_id: `coalesce(config_id::text, '')`,
};

/** Statements for what `added` holds: attempts that have just come in. */
export const addUsageDays = addTo('usage_days', withUsers);
export const addUsageTotals = addTo('usage_totals', dimensions);

/** In the order of the key, so that no two who ship at once wait for each other. */
function addTo(table: string, by: Record<string, string>): string {
  const key = Object.keys(by);
  const places = key.map((_, index) => index + 1).join(', ');
  return `insert into ${table} (${[...key, ...sumNames].join(', ')})
    select ${[...Object.values(by), ...Object.values(sums)].join(', ')} from added
    group by ${places} order by ${places}
    on conflict (${key.join(', ')}) do update set
      ${sumNames.map((name) => `${name} = ${table}.${name} + excluded.${name}`).join(', ')}`;
}
