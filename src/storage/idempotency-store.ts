import { sql } from 'kysely';
import type { IdempotencyStore, KeyClaim, KeyHolder } from '../gateway/ports.ts';
import { limits } from '../kernel/limits.ts';
import type { Executor } from './open-database.ts';
import { reachable } from './reachable.ts';
import { settled } from './store.ts';

interface HolderRow {
  request_id: string;
  fingerprint: Uint8Array;
  sealed: Uint8Array | null;
}

export function createIdempotencyStore(db: Executor): IdempotencyStore {
  return {
    claim: async (claim, now, until) => {
      for (;;) {
        const row = await settled(claimOrFind(db, claim, now, until));
        // None where another claim was committed while this one ran: the next look sees it.
        if (row) return row.request_id === claim.requestId ? undefined : toHolder(row);
      }
    },
    renew: async (claim, until) => {
      await reachable(
        db
          .updateTable('idempotency_keys')
          .set({ expires_at: new Date(until) })
          .where(({ and }) => and(heldBy(claim)))
          .execute(),
      );
    },
    keep: async (claim, sealed, until) => {
      await reachable(
        db
          .updateTable('idempotency_keys')
          .set({ sealed, expires_at: new Date(until) })
          .where(({ and }) => and(heldBy(claim)))
          .execute(),
      );
    },
    release: async (claim) => {
      await reachable(
        db
          .deleteFrom('idempotency_keys')
          .where(({ and }) => and(heldBy(claim)))
          .execute(),
      );
    },
  };
}

/** A portion of what has expired. Answers how many rows it was; none when all are gone. */
export async function deleteExpiredKeys(db: Executor, now: number): Promise<number> {
  const { numAffectedRows } = await reachable(
    sql`delete from idempotency_keys where ctid in (
        select ctid from idempotency_keys where expires_at <= ${new Date(now)}
        limit ${limits.idempotency.deleteRows} for update skip locked)`.execute(db),
  );
  return Number(numAffectedRows ?? 0);
}

async function claimOrFind(
  db: Executor,
  claim: KeyClaim,
  now: number,
  until: number,
): Promise<HolderRow | undefined> {
  const { tenantId, environment, actorKind, actorId, keyHash, fingerprint, requestId } = claim;
  const { rows } = await sql<HolderRow>`
    with claimed as (
      insert into idempotency_keys as held
        (tenant_id, environment, actor_kind, actor_id, key_hash, fingerprint, request_id, expires_at)
      values (${tenantId}, ${environment}, ${actorKind}, ${actorId}, ${keyHash}, ${fingerprint}, ${requestId},
        ${new Date(until)})
      on conflict (tenant_id, environment, actor_kind, actor_id, key_hash) do update
        set fingerprint = excluded.fingerprint, request_id = excluded.request_id,
          expires_at = excluded.expires_at, sealed = null
        where held.expires_at <= ${new Date(now)}
      returning request_id, fingerprint, sealed)
    select * from claimed
    union all
    select request_id, fingerprint, sealed from idempotency_keys
    where tenant_id = ${tenantId} and environment = ${environment} and actor_kind = ${actorKind}
      and actor_id = ${actorId} and key_hash = ${keyHash} and expires_at > ${new Date(now)}
      and not exists (select from claimed)`.execute(db);
  return rows[0];
}

/** As long as no other call took the key over. */
function heldBy({ tenantId, environment, actorKind, actorId, keyHash, requestId }: KeyClaim) {
  return {
    tenant_id: tenantId,
    environment,
    actor_kind: actorKind,
    actor_id: actorId,
    key_hash: keyHash,
    request_id: requestId,
  };
}

function toHolder({ request_id, fingerprint, sealed }: HolderRow): KeyHolder {
  return { requestId: request_id, fingerprint, sealed };
}
