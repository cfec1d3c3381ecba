import type { CredentialRecord } from '../kernel/records.ts';
import type { AuditEntry, TenantRepositories } from './ports.ts';
import { removeConfig } from './remove-config.ts';

/** Takes the credential away, and every model config on it; each has its audit row. */
export async function removeCredential(
  tenant: TenantRepositories,
  audit: (entry: AuditEntry) => void,
  { id, name, environment }: CredentialRecord,
): Promise<void> {
  for (const config of await tenant.modelConfigs.listOfCredential(id)) {
    const dropped = await removeConfig(tenant, config.id);
    audit({
      action: 'model_config.deleted',
      target: { kind: 'model_config', id: config.id },
      environment,
      detail: { name: config.name, with_credential: id, ...dropped },
    });
  }
  await tenant.credentials.delete(id);
  audit({
    action: 'credential.deleted',
    target: { kind: 'credential', id },
    environment,
    detail: { name },
  });
}
