import { rewrapResult } from '../../../contract/platform.ts';
import { rewrapKeys } from '../../../control/keys.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { common } from './common.ts';

export const rewrapKeysRoute = defineRoute({
  ...common,
  method: 'POST',
  path: '/ai/api/v1/keys/rewrap',
  summary:
    'Wrap every tenant key with the primary version. Nothing stops meanwhile; if it is cut off, run it again',
  answers: { 200: rewrapResult },
  handle: async (call) => ({
    status: 200,
    body: await rewrapKeys(call.services.keyAdministration, call.services.store, callerOf(call).act),
  }),
});
