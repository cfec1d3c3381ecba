import { auditRow } from '../../../contract/audit.ts';
import { listOf, listQuery } from '../../../contract/common.ts';
import { toAuditAnswer } from '../../../control/answers/audit.ts';
import { toNumberedPage } from '../../paging.ts';
import { defineRoute } from '../../route.ts';
import { toList } from '../answers.ts';
import { common, scopeOf } from './common.ts';

export const listAuditRoute = defineRoute({
  ...common,
  method: 'GET',
  path: '/ai/api/v1/audit',
  summary: 'List administrative acts, newest first: those of the environment and of the tenant as a whole',
  query: listQuery,
  answers: { 200: listOf(auditRow) },
  handle: async (call) => {
    const filter = call.place ? { environment: call.place.environment } : {};
    const page = await call.services.store.readInTenant(scopeOf(call), ({ audit }) =>
      audit.list(toNumberedPage(call.query), filter),
    );
    return { status: 200, body: toList(page, toAuditAnswer) };
  },
});
