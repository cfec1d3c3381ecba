import { keyParams, keys, rewrapResult } from '../../../contract/platform.ts';
import { retireKey, rewrapKeys } from '../../../control/keys.ts';
import { callerOf, defineRoute, type Route } from '../../route.ts';

const common = { access: { permission: 'keys.manage' }, actsOn: 'nowhere', tag: 'Keys' } as const;

const list = defineRoute({
  ...common,
  method: 'GET',
  path: '/ai/api/v1/keys',
  summary: 'See the versions of the key-encryption key and how many tenant keys depend on each',
  answers: { 200: keys },
  handle: async ({ services }) => {
    const status = await services.keyAdministration.status();
    const versions = status.versions.map(({ version, tenantKeys, primary }) => ({
      version,
      tenant_keys: tenantKeys,
      primary,
    }));
    return { status: 200, body: { ...status, versions } };
  },
});

const rewrap = defineRoute({
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

const retire = defineRoute({
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

export const keyRoutes: Route[] = [list, rewrap, retire];
