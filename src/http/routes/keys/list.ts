import { keys } from '../../../contract/platform.ts';
import { defineRoute } from '../../route.ts';
import { common } from './common.ts';

export const listKeysRoute = defineRoute({
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
