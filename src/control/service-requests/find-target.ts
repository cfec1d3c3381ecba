import { PlugboardError } from '../../kernel/errors.ts';
import type { CredentialRecord, ModelConfigRecord } from '../../kernel/records.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import type { Store } from '../ports.ts';

/** What a change is about: a model config with its credential, or a credential alone. */
export interface Target {
  config: ModelConfigRecord | null;
  credential: CredentialRecord;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isId = (reference: string): boolean => uuid.test(reference);

/** By id, or by the name that people see: of a model config first, as tenants know those. */
export async function findTarget(
  store: Store,
  scope: EnvironmentScope,
  reference: string,
): Promise<Target | undefined> {
  return store.readInTenant(scope, async ({ modelConfigs, credentials }) => {
    const byId = isId(reference);
    const config = await (byId ? modelConfigs.find(reference) : modelConfigs.findByName(reference));
    const credential = config
      ? await credentials.find(config.credentialId)
      : await (byId ? credentials.find(reference) : credentials.findByProviderId(reference));
    return credential && { config: config ?? null, credential };
  });
}

export async function getTarget(store: Store, scope: EnvironmentScope, reference: string): Promise<Target> {
  const target = await findTarget(store, scope, reference);
  if (!target) throw new PlugboardError('llm_config_not_found');
  return target;
}
