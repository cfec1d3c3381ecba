import { type Selectable, sql } from 'kysely';
import type {
  AvailabilityRepository,
  NotificationRepositories,
  NotificationRepository,
  NotificationSettingsRepository,
} from '../../control/notification-ports.ts';
import { uuidV7 } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import { type NotificationKind, notificationKinds } from '../../kernel/notification-kinds.ts';
import { everyEvent, type NotificationRecord } from '../../kernel/notifications.ts';
import type { Environment, Scope } from '../../kernel/scope.ts';
import type { Tables } from '../database-tables.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';
import { deliveryRepository, webhookRepository } from './webhooks.ts';

export function notificationRepositories(trx: TransactionExecutor, scope: Scope): NotificationRepositories {
  return {
    notifications: notificationRepository(trx, scope),
    webhooks: webhookRepository(trx, scope),
    deliveries: deliveryRepository(trx, scope),
    notificationSettings: settingsRepository(trx, scope),
    availability: availabilityRepository(trx, scope),
  };
}

export function notificationRepository(trx: TransactionExecutor, scope: Scope): NotificationRepository {
  const environment = scope.environment as Environment;
  const place = { tenant_id: scope.tenantId, environment };
  const mine = () => trx.selectFrom('notifications').where(({ and }) => and(place));
  const unread = () =>
    trx
      .updateTable('notifications')
      .where(({ and }) => and(place))
      .where('read_at', 'is', null);
  return {
    tell: async (notification) => {
      const { id, kind, at, facts, subject, once } = notification;
      // Whoever acts in the tenant as a whole says in which of its environments it is told.
      const place = { tenant_id: scope.tenantId, environment: notification.environment };
      if (notificationKinds[kind].listed) {
        const told = await trx
          .insertInto('notifications')
          .values({ ...place, id, kind, at: new Date(at), facts: JSON.stringify(facts), subject, once })
          .onConflict((conflict) => conflict.columns(['tenant_id', 'environment', 'once']).doNothing())
          .returning('id')
          .executeTakeFirst();
        if (!told) return false;
      }
      await sendToWhoAsked(trx, place, notification);
      return true;
    },
    list: async (page, filter) => {
      const rows = await mine()
        .selectAll()
        .$if(filter.unread, (query) => query.where('read_at', 'is', null))
        .$if(filter.kinds !== undefined, (query) => query.where('kind', 'in', filter.kinds ?? []))
        .$if(page.after !== undefined, (query) => query.where('id', '<', page.after ?? ''))
        .orderBy('id', 'desc')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toNotification);
    },
    countUnread: async () => {
      const { unread: count } = await mine()
        .where('read_at', 'is', null)
        .select(({ fn }) => fn.countAll<number>().as('unread'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    markRead: async (id, at) => {
      await unread()
        .where('id', '=', id)
        .set({ read_at: new Date(at) })
        .execute();
      const row = await mine().where('id', '=', id).selectAll().executeTakeFirst();
      return row && toNotification(row);
    },
    markAllRead: async (at) => {
      const { numUpdatedRows } = await unread()
        .set({ read_at: new Date(at) })
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    findLatest: async (subject, kinds) => {
      const row = await mine()
        .where('subject', '=', subject)
        .where('kind', 'in', kinds)
        .select(['kind', 'at'])
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && { kind: row.kind, at: row.at.getTime() };
    },
  };
}

type Place = { tenant_id: string; environment: Environment };

const asked = (...wishes: string[]) => sql<boolean>`events && ${sql.val(wishes)}::text[]`;

/** Of what there may be thousands, a person’s mailbox gets none that was not asked for by name. */
const askedByMail = (kind: NotificationKind) =>
  notificationKinds[kind].listed ? asked(kind, everyEvent) : asked(kind);

/** Of these tenants those that have asked for messages of this kind, in any of their environments. */
export async function listTenantsAsking(
  trx: TransactionExecutor,
  kind: NotificationKind,
  tenantIds: readonly string[],
): Promise<string[]> {
  const rows = await trx
    .selectFrom('webhooks')
    .select('tenant_id')
    .where('tenant_id', 'in', tenantIds)
    .where(asked(kind, everyEvent))
    .union(
      trx
        .selectFrom('notification_settings')
        .select('tenant_id')
        .where('tenant_id', 'in', tenantIds)
        .where(askedByMail(kind)),
    )
    .execute();
  return rows.map(({ tenant_id: tenantId }) => tenantId);
}

/** One row of the outbox for each receiver, in the transaction of the change itself. */
async function sendToWhoAsked(
  trx: TransactionExecutor,
  place: Place,
  { kind, at, facts }: Pick<NotificationRecord, 'kind' | 'at' | 'facts'>,
): Promise<void> {
  const webhooks = await trx
    .selectFrom('webhooks')
    .select('id')
    .where(({ and }) => and({ ...place, enabled: true }))
    .where(asked(kind, everyEvent))
    .execute();
  const settings = await trx
    .selectFrom('notification_settings')
    .select('emails')
    .where(({ and }) => and(place))
    .where(askedByMail(kind))
    .executeTakeFirst();
  const emails = settings && (await hasRoomForMail(trx, place, at)) ? settings.emails : [];
  const receivers = [
    ...webhooks.map(({ id }) => ({ webhook_id: id, email: null })),
    ...emails.map((email) => ({ webhook_id: null, email })),
  ];
  if (receivers.length === 0) return;
  const message = { event: kind, facts: JSON.stringify(facts), at: new Date(at), state: 'waiting' as const };
  await trx
    .insertInto('deliveries')
    .values(
      receivers.map((receiver) => ({
        ...place,
        id: uuidV7(at),
        ...receiver,
        ...message,
        attempts: 0,
        next_attempt_at: new Date(at),
      })),
    )
    .execute();
}

/** Whoever provokes notifications must not flood somebody’s mailbox with them: the list in the console has them all. */
async function hasRoomForMail(trx: TransactionExecutor, place: Place, at: number): Promise<boolean> {
  const { mails } = await trx
    .selectFrom('deliveries')
    .where(({ and }) => and(place))
    .where('email', 'is not', null)
    .where('at', '>', new Date(at - 60 * 60_000))
    .select(({ fn }) => fn.countAll<number>().as('mails'))
    .executeTakeFirstOrThrow();
  return Number(mails) < limits.notifications.mailsPerHour;
}

function settingsRepository(trx: TransactionExecutor, scope: Scope): NotificationSettingsRepository {
  const place = { tenant_id: scope.tenantId, environment: scope.environment as Environment };
  return {
    find: async () => {
      const row = await trx
        .selectFrom('notification_settings')
        .selectAll()
        .where(({ and }) => and(place))
        .executeTakeFirst();
      return row && { emails: row.emails, events: row.events, updatedAt: row.updated_at.getTime() };
    },
    put: async ({ emails, events, updatedAt }) => {
      const changing = { emails, events, updated_at: new Date(updatedAt ?? 0) };
      await trx
        .insertInto('notification_settings')
        .values({ ...place, ...changing })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'environment']).doUpdateSet(changing))
        .execute();
    },
  };
}

function availabilityRepository(trx: TransactionExecutor, scope: Scope): AvailabilityRepository {
  const place = { tenant_id: scope.tenantId, environment: scope.environment as Environment };
  return {
    list: async (configIds) => {
      if (configIds.length === 0) return [];
      const rows = await trx
        .selectFrom('model_availability')
        .selectAll()
        .where(({ and }) => and(place))
        .where('config_id', 'in', configIds)
        .execute();
      return rows.map((row) => ({
        configId: row.config_id,
        state: row.state,
        since: row.since.getTime(),
        retiresOn: row.retires_on,
        missed: row.missed,
      }));
    },
    put: async ({ configId, state, since, retiresOn, missed }) => {
      const changing = { state, since: new Date(since), retires_on: retiresOn, missed };
      await trx
        .insertInto('model_availability')
        .values({ ...place, config_id: configId, ...changing })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'environment', 'config_id']).doUpdateSet(changing),
        )
        .execute();
    },
  };
}

function toNotification(row: Selectable<Tables['notifications']>): NotificationRecord {
  return {
    tenantId: row.tenant_id,
    environment: row.environment,
    id: row.id,
    kind: row.kind,
    at: row.at.getTime(),
    facts: row.facts,
    readAt: row.read_at?.getTime() ?? null,
  };
}
