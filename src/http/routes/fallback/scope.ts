import type { Static } from 'typebox';
import type { fallbackQuery } from '../../../contract/fallback.ts';
import type { ViewScope } from '../../../control/agents.ts';
import { type Call, placeOf } from '../../route.ts';

/** Whose policy is meant is said by the query alone; that there is such an agent is for the rules to find out. */
export function scopeOf(call: Pick<Call, 'place'> & { query: Static<typeof fallbackQuery> }): ViewScope {
  const { tenantId, environment } = placeOf(call);
  return { tenantId, environment, agentId: call.query.agent_id ?? null };
}
