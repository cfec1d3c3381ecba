import { auditKeys } from '../../../contract/audit.ts';
import { defineRoute } from '../../route.ts';
import { toPublicKeys } from '../answers.ts';

export const listLedgerKeysRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/ledger/keys',
  access: { permission: 'platform.view' },
  actsOn: 'nowhere',
  tag: 'Ledger',
  summary: 'List the public keys that statements and checkpoints verify with',
  answers: { 200: auditKeys },
  handle: async ({ services }) => ({ status: 200, body: toPublicKeys(services.signer) }),
});
