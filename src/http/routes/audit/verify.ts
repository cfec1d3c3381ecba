import { auditVerdict } from '../../../contract/audit.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import { defineRoute } from '../../route.ts';
import { common, verdictOn } from './common.ts';

export const verifyAuditRoute = defineRoute({
  ...common,
  method: 'POST',
  path: '/ai/api/v1/audit/verify',
  summary: 'Walk the tenant’s chain from its first row and name the first one that was changed',
  answers: { 200: auditVerdict },
  handle: async (call) => {
    const { services, tenantId } = call;
    if (tenantId === undefined) throw new PlugboardError('tenant_required');
    return { status: 200, body: await verdictOn(services, [tenantId]) };
  },
});
