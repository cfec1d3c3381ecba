import type { Selectable } from 'kysely';
import type { CredentialRepository } from '../../control/ports.ts';
import type { CredentialRecord, SealedSecret } from '../../kernel/records.ts';
import type { Environment, Scope } from '../../kernel/scope.ts';
import type { ChangeLog } from '../change-log.ts';
import type { Tables } from '../database-tables.ts';
import { toStandingCredential } from '../standing-records.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { isSeenBy } from './agents.ts';
import { pageOf } from './paging.ts';

export function credentialRepository(
  trx: TransactionExecutor,
  scope: Scope,
  log: ChangeLog,
): CredentialRepository {
  const environment = scope.environment as Environment;
  const touch = (id: string) => log.touch({ kind: 'credential', tenantId: scope.tenantId, environment, id });
  const mine = () =>
    trx
      .selectFrom('credentials')
      .selectAll()
      .where('tenant_id', '=', scope.tenantId)
      .where('environment', '=', environment);
  const one = (id: string) =>
    trx
      .updateTable('credentials')
      .where('tenant_id', '=', scope.tenantId)
      .where('environment', '=', environment)
      .where('id', '=', id);
  const secretsOf = (id: string) =>
    trx
      .deleteFrom('credential_secrets')
      .where('tenant_id', '=', scope.tenantId)
      .where('environment', '=', environment)
      .where('credential_id', '=', id);
  const dropBeyond = (id: string, version: number) => secretsOf(id).where('version', '>', version).execute();
  const writeSecrets = (credential: CredentialRecord, secrets: SealedSecret[]) =>
    insertSecrets(trx, scope.tenantId, environment, credential, secrets);
  return {
    list: async (page, { seenBy }) => {
      const rows = await mine()
        .where(isSeenBy(seenBy))
        .$if(page.after !== undefined, (query) => query.where('id', '>', page.after ?? ''))
        .orderBy('id')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toCredential);
    },
    find: async (id) => {
      const row = await mine().where('id', '=', id).executeTakeFirst();
      return row && toCredential(row);
    },
    hold: async (id) => {
      const row = await mine().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
      return row && toCredential(row);
    },
    listOfAgent: async (agentId) => {
      const rows = await mine().where('agent_id', '=', agentId).orderBy('name').execute();
      return rows.map(toCredential);
    },
    holdWithSecrets: async () => {
      const rows = await mine()
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('credential_secrets as secret')
              .select('secret.field')
              .whereRef('secret.tenant_id', '=', 'credentials.tenant_id')
              .whereRef('secret.environment', '=', 'credentials.environment')
              .whereRef('secret.credential_id', '=', 'credentials.id'),
          ),
        )
        .orderBy('id')
        .forUpdate()
        .execute();
      return rows.map(toCredential);
    },
    findByProviderId: async (providerId) => {
      const row = await mine().where('provider_id', '=', providerId).executeTakeFirst();
      return row && toCredential(row);
    },
    insert: async (credential, secrets) => {
      const inserted = await trx
        .insertInto('credentials')
        .values({ ...toRow(credential), tenant_id: scope.tenantId, environment, id: credential.id })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'environment', 'provider_id']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (inserted) await writeSecrets(credential, secrets);
      if (inserted) touch(credential.id);
      return inserted !== undefined;
    },
    update: async (credential, secrets, expectedVersion) => {
      const updated = await one(credential.id)
        .where('secret_version', '=', expectedVersion)
        .set(toRow(credential))
        .returning('id')
        .executeTakeFirst();
      if (!updated) return false;
      touch(credential.id);
      if (secrets) {
        await secretsOf(credential.id).execute();
        await writeSecrets(credential, secrets);
      }
      return true;
    },
    delete: async (id) => {
      touch(id);
      await trx
        .deleteFrom('credentials')
        .where('tenant_id', '=', scope.tenantId)
        .where('environment', '=', environment)
        .where('id', '=', id)
        .execute();
    },
    listSecrets: async (id, version) => {
      const rows = await trx
        .selectFrom('credential_secrets')
        .selectAll()
        .where('tenant_id', '=', scope.tenantId)
        .where('environment', '=', environment)
        .where('credential_id', '=', id)
        .where('version', '=', version)
        .orderBy('field')
        .execute();
      return rows.map((row) => ({
        field: row.field,
        sealed: new Uint8Array(row.sealed),
        origins: row.origins,
        last4: row.last4,
        createdAt: row.created_at.getTime(),
      }));
    },
    stage: async (credential, version, secrets) => {
      // Held: of two at once, the slower one must not take away what the other has put in force.
      const row = await mine().where('id', '=', credential.id).forUpdate().executeTakeFirst();
      if (row?.secret_version !== credential.secretVersion) return false;
      await dropBeyond(credential.id, credential.secretVersion);
      await insertSecrets(
        trx,
        scope.tenantId,
        environment,
        { ...credential, secretVersion: version },
        secrets,
      );
      return true;
    },
    dropStaged: async (id) => {
      const row = await mine().where('id', '=', id).executeTakeFirst();
      if (row) await dropBeyond(id, row.secret_version);
    },
    beginCheck: async (id, now, until) => {
      const begun = await one(id)
        .where((where) =>
          where.or([where('checking_until', 'is', null), where('checking_until', '<', new Date(now))]),
        )
        .set({ checking_until: new Date(until) })
        .returning('id')
        .executeTakeFirst();
      return begun !== undefined;
    },
    endCheck: async (id) => {
      await one(id).set({ checking_until: null }).execute();
    },
    setStatus: async ({ id, secretVersion }, { status, detail, checkedAt }) => {
      const updated = await one(id)
        .where('secret_version', '=', secretVersion)
        .set({ status, status_detail: toStorable(detail), last_checked_at: new Date(checkedAt) })
        .returning('id')
        .executeTakeFirst();
      // Calls go by it: a key that was found dead is not used any more, on no replica.
      if (updated) touch(id);
    },
  };
}

/** Providers are quoted in it, and Postgres stores every character but zero. */
const toStorable = (text: string | null) => text?.replaceAll('\0', '\uFFFD') ?? null;

async function insertSecrets(
  trx: TransactionExecutor,
  tenantId: string,
  environment: Environment,
  credential: CredentialRecord,
  secrets: SealedSecret[],
): Promise<void> {
  if (secrets.length === 0) return;
  await trx
    .insertInto('credential_secrets')
    .values(
      secrets.map((secret) => ({
        tenant_id: tenantId,
        environment,
        credential_id: credential.id,
        version: credential.secretVersion,
        field: secret.field,
        sealed: secret.sealed,
        origins: secret.origins,
        last4: secret.last4,
        created_at: new Date(secret.createdAt),
      })),
    )
    .execute();
}

const date = (ms: number | null) => (ms === null ? null : new Date(ms));

function toRow(credential: CredentialRecord) {
  return {
    provider_id: credential.providerId,
    name: credential.name,
    creds_type: credential.credsType,
    catalogue_id: credential.catalogueId,
    variant: credential.variant,
    provider: credential.provider,
    agent_id: credential.agentId,
    settings: JSON.stringify(credential.settings),
    enabled: credential.enabled,
    position: credential.order,
    expires_at: date(credential.expiresAt),
    data_region: credential.dataRegion,
    status: credential.status,
    status_detail: credential.statusDetail,
    secret_version: credential.secretVersion,
    last_checked_at: date(credential.lastCheckedAt),
    last_used_at: date(credential.lastUsedAt),
    created_at: new Date(credential.createdAt),
    updated_at: new Date(credential.updatedAt),
  };
}

export function toCredential(row: Selectable<Tables['credentials']>): CredentialRecord {
  const { secrets: _, ...used } = toStandingCredential(row, []);
  return {
    ...used,
    credsType: row.creds_type,
    lastUsedAt: row.last_used_at?.getTime() ?? null,
    createdAt: row.created_at.getTime(),
  };
}
