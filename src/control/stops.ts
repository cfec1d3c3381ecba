import type { CreateStopBody } from '../contract/stops.ts';
import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { platformTenantId, uuidV7 } from '../kernel/ids.ts';
import type { StopRecord } from '../kernel/stops.ts';
import { invalid } from './credentials/prepare.ts';
import type { Act, PlatformRepositories, Store } from './ports.ts';

/** Stops calls until somebody takes the stop away: those that come, and those that run. */
export async function createStop(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  body: CreateStopBody,
): Promise<StopRecord> {
  refuseUnclear(body);
  return store.changeAsPlatform(act, async (repositories, audit) => {
    const now = clock();
    const stop: StopRecord = {
      id: uuidV7(now),
      ...(await findPlace(repositories, body)),
      host: body.host ?? null,
      credentialId: body.credential_id ?? null,
      reason: body.reason,
      createdAt: now,
    };
    await repositories.stops.insert(stop);
    audit(stop.tenantId ?? platformTenantId, { ...auditEntry(stop), action: 'stop.created' });
    return stop;
  });
}

export async function deleteStop({ store }: { store: Store }, act: Act, id: string): Promise<void> {
  await store.changeAsPlatform(act, async ({ stops }, audit) => {
    const stop = await stops.find(id);
    if (!stop) throw new PlugboardError('stop_not_found');
    await stops.delete(stop);
    audit(stop.tenantId ?? platformTenantId, { ...auditEntry(stop), action: 'stop.deleted' });
  });
}

function refuseUnclear({ tenant_id, host, credential_id, environment }: CreateStopBody): void {
  const named = [tenant_id, host, credential_id].filter((one) => one !== undefined);
  if (named.length !== 1) {
    throw invalid([
      { field: 'tenant_id', detail: 'exactly one of tenant_id, host and credential_id is required' },
    ]);
  }
  if (environment !== undefined && tenant_id === undefined) {
    throw invalid([{ field: 'environment', detail: 'narrows a tenant: it needs tenant_id' }]);
  }
  // Whoever means the managed models must not believe that this stopped them.
  if (tenant_id === platformTenantId) {
    throw new PlugboardError('reserved_id', {
      detail: 'Stop the platform’s own accounts by credential_id or host.',
    });
  }
}

async function findPlace(
  { tenants, stops }: PlatformRepositories,
  { tenant_id, environment, credential_id }: CreateStopBody,
): Promise<Pick<StopRecord, 'tenantId' | 'environment'>> {
  if (credential_id !== undefined) {
    const place = await stops.findPlaceOfCredential(credential_id);
    if (!place) throw new PlugboardError('credential_not_found');
    return place;
  }
  if (tenant_id === undefined) return { tenantId: null, environment: null };
  if (!(await tenants.find(tenant_id))) throw new PlugboardError('tenant_not_found');
  return { tenantId: tenant_id, environment: environment ?? null };
}

function auditEntry({ id, tenantId, environment, host, credentialId, reason }: StopRecord) {
  return {
    target: { kind: 'stop', id },
    ...(environment && { environment }),
    detail: { tenant_id: tenantId, host, credential_id: credentialId, reason },
  };
}
