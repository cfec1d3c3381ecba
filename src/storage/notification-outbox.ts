import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Lane, ListingSchedule, Outbox } from '../control/notification-ports.ts';
import { limits } from '../kernel/limits.ts';
import type { Environment } from '../kernel/scope.ts';
import type { Tables } from './database-tables.ts';
import type { Executor } from './open-database.ts';
import { reachable } from './reachable.ts';
import { toDelivery, toWebhook } from './repositories/webhooks.ts';

const lanes: Readonly<Record<Lane, RawBuilder<unknown>>> = {
  prompt: sql`webhooks.enabled and webhooks.failing_since is null`,
  troubled: sql`webhooks.enabled and webhooks.failing_since is not null`,
  email: sql`deliveries.email is not null`,
};

const ofWebhook = sql`(webhooks.tenant_id, webhooks.environment, webhooks.id)
  = (deliveries.tenant_id, deliveries.environment, deliveries.webhook_id)`;

/**
 * What leaves next, of all tenants in turn. Taking it moves its next try behind the lease, and is checked once more at
 * the row itself: of two replicas one has it.
 */
export function createOutbox(db: Executor): Outbox {
  return {
    claim: async ({ lane, now, leaseUntil, limit, perTenant, except }) => {
      const due = sql`deliveries.state = 'waiting' and deliveries.next_attempt_at <= ${new Date(now)}`;
      const { rows: claimed } = await reachable(
        sql<Selectable<Tables['deliveries']>>`
          update deliveries set next_attempt_at = ${new Date(leaseUntil)}, attempts = attempts + 1
          from (
            select tenant_id, environment, id from (
              select deliveries.tenant_id, deliveries.environment, deliveries.id, deliveries.next_attempt_at,
                row_number() over (partition by deliveries.tenant_id
                  order by deliveries.next_attempt_at, deliveries.id) as turn
              from deliveries left join webhooks on ${ofWebhook}
              where ${due} and ${lanes[lane]} and deliveries.tenant_id <> all (${sql.val([...except])}::text[])
            ) ranked where turn <= ${perTenant} order by turn, next_attempt_at limit ${limit}
          ) chosen
          where (deliveries.tenant_id, deliveries.environment, deliveries.id)
            = (chosen.tenant_id, chosen.environment, chosen.id) and ${due}
          returning deliveries.*`.execute(db),
      );
      const webhooks = lane === 'email' ? new Map() : await findWebhooks(db, claimed);
      return claimed.map((row) => ({
        delivery: toDelivery(row),
        webhook: webhooks.get(row.webhook_id ?? '') ?? null,
      }));
    },
  };
}

async function findWebhooks(db: Executor, claimed: readonly Selectable<Tables['deliveries']>[]) {
  const ids = [...new Set(claimed.map((row) => row.webhook_id ?? ''))];
  if (ids.length === 0) return new Map();
  const rows = await reachable(db.selectFrom('webhooks').selectAll().where('id', 'in', ids).execute());
  return new Map(rows.map((row) => [row.id, toWebhook(row)]));
}

/** A portion of what nobody needs any more. Answers how many rows it was. */
export async function deleteOldNotifications(db: Executor, now: number): Promise<number> {
  const { keptMs, deliveriesKeptMs, deleteRows } = limits.notifications;
  const remove = async (table: 'notifications' | 'deliveries', old: RawBuilder<unknown>) => {
    const name = sql.table(table);
    const { numAffectedRows } = await reachable(
      sql`delete from ${name} where ctid in (
        select ctid from ${name} where ${old} limit ${deleteRows} for update skip locked)`.execute(db),
    );
    return Number(numAffectedRows ?? 0);
  };
  return (
    (await remove('notifications', sql`at < ${new Date(now - keptMs)}`)) +
    (await remove(
      'deliveries',
      sql`state <> 'waiting' and finished_at < ${new Date(now - deliveriesKeptMs)}`,
    ))
  );
}

interface CredentialRow {
  tenant_id: string;
  environment: Environment;
  credential_id: string;
}

/** Only keys that have shown that they work, and that an enabled config uses: nobody asked to try the others. */
export function createListingSchedule(db: Executor): ListingSchedule {
  return {
    claim: async ({ now, everyMs, limit }) => {
      const { rows } = await reachable(
        sql<CredentialRow>`
          insert into credential_listings (tenant_id, environment, credential_id, next_at)
          select tenant_id, environment, id,
            ${new Date(now)}::timestamptz + ${everyMs} * (0.9 + 0.2 * random()) * interval '1 millisecond'
          from credentials
          where enabled and provider is not null and status = 'healthy'
            and exists (select from model_configs config where config.enabled
              and (config.tenant_id, config.environment, config.credential_id)
                = (credentials.tenant_id, credentials.environment, credentials.id))
            and not exists (select from credential_listings listing
              where (listing.tenant_id, listing.environment, listing.credential_id)
                = (credentials.tenant_id, credentials.environment, credentials.id)
                and listing.next_at > ${new Date(now)})
          limit ${limit}
          on conflict (tenant_id, environment, credential_id) do update set next_at = excluded.next_at
            where credential_listings.next_at <= ${new Date(now)}
          returning tenant_id, environment, credential_id`.execute(db),
      );
      return rows.map((row) => ({
        tenantId: row.tenant_id,
        environment: row.environment,
        id: row.credential_id,
      }));
    },
  };
}
