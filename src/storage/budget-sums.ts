import { sql } from 'kysely';
import type { BudgetSum, BudgetSums } from '../kernel/budgets.ts';
import type { Executor } from './open-database.ts';
import { reachable } from './reachable.ts';

/**
 * What was used of budgets, of all tenants in one statement. Row-level security does not bind it: a budget of a tenant
 * as a whole counts all of its environments.
 */
export function createBudgetSums(db: Executor): BudgetSums {
  return {
    sumUp: async (wishes) => {
      if (wishes.length === 0) return new Map();
      const asked = wishes.map(({ budget, period }) => ({ ...budget, ...period }));
      // Only money needs to know which model it was, and when.
      const { rows } = await reachable(
        sql<BudgetSum & { id: string }>`
          select wish.id,
            case when wish.measure = 'money' then usage.provider else '' end as provider,
            case when wish.measure = 'money' then usage.model_name else '' end as model,
            case when wish.measure = 'money' then to_char(usage.day, 'YYYY-MM-DD') else '' end as day,
            sum(calls)::bigint as calls, sum(prompt_tokens)::bigint as "promptTokens",
            sum(completion_tokens)::bigint as "completionTokens", sum(cached_tokens)::bigint as "cachedTokens"
          from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as wish (
              id text, "tenantId" text, environment text, "agentId" text, "featureId" text, "modelName" text,
              owner text, measure text, first date, "end" date)
            join usage_totals usage on usage.tenant_id = wish."tenantId"
              and usage.day >= wish.first and usage.day < wish."end"
              and (wish.environment is null or usage.environment = wish.environment)
              and (wish."agentId" is null or usage.agent_id = wish."agentId")
              and (wish."featureId" is null or usage.feature_id = wish."featureId")
              and (wish."modelName" is null or usage.model_name = wish."modelName")
              and (wish.owner is null or usage.owner = wish.owner)
          group by 1, 2, 3, 4`.execute(db),
      );
      return Map.groupBy(rows, ({ id }) => id);
    },
  };
}
