import { parseBody, pastedDraft } from '../../../contract/paste.ts';
import { parsePasted } from '../../../control/paste/parse-pasted.ts';
import { defineRoute } from '../../route.ts';

export const parsePastedRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/providers/parse',
  access: { permission: 'credentials.manage' },
  actsOn: 'environment',
  tag: 'Providers',
  summary:
    'Make a draft of a credential out of a curl command, an environment file, an address or a key file. Nothing of it is stored or logged',
  body: parseBody,
  answers: { 200: pastedDraft },
  handle: async ({ body }) => ({ status: 200, body: parsePasted(body.text) }),
});
