import { keyParams } from '../../../contract/platform.ts';
import { retireKey } from '../../../control/keys.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { common } from './common.ts';

export const retireKeyRoute = defineRoute({
  ...common,
  method: 'DELETE',
  path: '/ai/api/v1/keys/:version',
  summary: 'Retire a version that no tenant key depends on: it may then be left out of the configuration',
  params: keyParams,
  answers: { 204: null },
  handle: async (call) => {
    const { keyAdministration, store } = call.services;
    await retireKey(keyAdministration, store, callerOf(call).act, call.params.version);
    return { status: 204 };
  },
});
