import { auditVerdict } from '../../../contract/audit.ts';
import { defineRoute } from '../../route.ts';
import { verdictOn } from './common.ts';

export const verifyAllAuditRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/audit/verify_all',
  access: { permission: 'tenants.manage' },
  actsOn: 'nowhere',
  tag: 'Audit',
  summary: 'Walk every tenant’s chain',
  answers: { 200: auditVerdict },
  handle: async ({ services }) => ({
    status: 200,
    body: await verdictOn(services, await services.auditReader.listTenantIds()),
  }),
});
