import { auditKeys } from '../../../contract/audit.ts';
import { defineRoute } from '../../route.ts';
import { toPublicKeys } from '../answers.ts';

export const listAuditKeysRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/audit/keys',
  access: { permission: 'platform.view' },
  actsOn: 'nowhere',
  tag: 'Audit',
  summary: 'List the public keys that checkpoints verify with',
  answers: { 200: auditKeys },
  handle: async ({ services }) => ({ status: 200, body: toPublicKeys(services.signer) }),
});
