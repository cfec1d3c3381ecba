import { type Selectable, sql } from 'kysely';
import type { DeliveryRepository, WebhookRepository } from '../../control/notification-ports.ts';
import type { DeliveryRecord, WebhookRecord } from '../../kernel/notifications.ts';
import type { Environment, Scope } from '../../kernel/scope.ts';
import type { Tables } from '../database-tables.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';

export function webhookRepository(trx: TransactionExecutor, scope: Scope): WebhookRepository {
  const place = { tenant_id: scope.tenantId, environment: scope.environment as Environment };
  const mine = () => trx.selectFrom('webhooks').where(({ and }) => and(place));
  const one = (id: string) => trx.updateTable('webhooks').where(({ and }) => and({ ...place, id }));
  return {
    list: async (page) => {
      const rows = await mine()
        .selectAll()
        .$if(page.after !== undefined, (query) => query.where('id', '>', page.after ?? ''))
        .orderBy('id')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toWebhook);
    },
    count: async () => {
      const { webhooks } = await mine()
        .select(({ fn }) => fn.countAll<number>().as('webhooks'))
        .executeTakeFirstOrThrow();
      return Number(webhooks);
    },
    find: async (id) => {
      const row = await mine().where('id', '=', id).selectAll().executeTakeFirst();
      return row && toWebhook(row);
    },
    insert: async (webhook) => {
      await trx
        .insertInto('webhooks')
        .values({ ...place, id: webhook.id, created_at: new Date(webhook.createdAt), ...toRow(webhook) })
        .execute();
    },
    update: async (webhook) => {
      await one(webhook.id).set(toRow(webhook)).execute();
    },
    delete: async (id) => {
      await trx
        .deleteFrom('webhooks')
        .where(({ and }) => and({ ...place, id }))
        .execute();
    },
    noteResult: async (id, { at, arrived }) => {
      const since = arrived ? null : sql<Date>`coalesce(failing_since, ${new Date(at)})`;
      // What got through moves no row while nothing was wrong.
      await one(id)
        .$if(arrived, (query) => query.where('failing_since', 'is not', null))
        .set({ failing_since: since })
        .execute();
      const row = await mine().where('id', '=', id).selectAll().executeTakeFirst();
      return row && toWebhook(row);
    },
    disable: async (id, reason, at) => {
      const disabled = await one(id)
        .where('enabled', '=', true)
        .set({ enabled: false, disabled_reason: reason, updated_at: new Date(at) })
        .returning('id')
        .executeTakeFirst();
      return disabled !== undefined;
    },
  };
}

export function deliveryRepository(trx: TransactionExecutor, scope: Scope): DeliveryRepository {
  const place = { tenant_id: scope.tenantId, environment: scope.environment as Environment };
  return {
    listOfWebhook: async (webhookId, page) => {
      const rows = await trx
        .selectFrom('deliveries')
        .selectAll()
        .where(({ and }) => and({ ...place, webhook_id: webhookId }))
        .$if(page.after !== undefined, (query) => query.where('id', '<', page.after ?? ''))
        .orderBy('id', 'desc')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toDelivery);
    },
    insert: async (delivery) => {
      await trx
        .insertInto('deliveries')
        .values({
          ...place,
          id: delivery.id,
          webhook_id: 'webhookId' in delivery.to ? delivery.to.webhookId : null,
          email: 'email' in delivery.to ? delivery.to.email : null,
          event: delivery.event,
          facts: JSON.stringify(delivery.facts),
          at: new Date(delivery.at),
          ...toChanging(delivery),
        })
        .execute();
    },
    find: async (id) => {
      const row = await trx
        .selectFrom('deliveries')
        .selectAll()
        .where(({ and }) => and({ ...place, id }))
        .forUpdate()
        .executeTakeFirst();
      return row && toDelivery(row);
    },
    update: async (delivery) => {
      await trx
        .updateTable('deliveries')
        .where(({ and }) => and({ ...place, id: delivery.id }))
        .set(toChanging(delivery))
        .execute();
    },
    giveUpOfWebhook: async (webhookId, reason, at) => {
      await trx
        .updateTable('deliveries')
        .where(({ and }) => and({ ...place, webhook_id: webhookId, state: 'waiting' }))
        .set({ state: 'given_up', last_error: reason, finished_at: new Date(at) })
        .execute();
    },
  };
}

function toRow(webhook: WebhookRecord) {
  const { previousSecret: previous } = webhook;
  return {
    url: webhook.url,
    events: webhook.events,
    description: webhook.description,
    enabled: webhook.enabled,
    disabled_reason: webhook.disabledReason,
    secret_version: webhook.secret.version,
    sealed: webhook.secret.sealed,
    previous_version: previous?.version ?? null,
    previous_sealed: previous?.sealed ?? null,
    previous_until: previous ? new Date(previous.until) : null,
    failing_since: webhook.failingSince === null ? null : new Date(webhook.failingSince),
    updated_at: new Date(webhook.updatedAt),
  };
}

export function toWebhook(row: Selectable<Tables['webhooks']>): WebhookRecord {
  const { previous_version: version, previous_sealed: sealed, previous_until: until } = row;
  return {
    tenantId: row.tenant_id,
    environment: row.environment,
    id: row.id,
    url: row.url,
    events: row.events,
    description: row.description,
    enabled: row.enabled,
    disabledReason: row.disabled_reason,
    secret: { version: row.secret_version, sealed: new Uint8Array(row.sealed) },
    previousSecret:
      version !== null && sealed !== null && until !== null
        ? { version, sealed: new Uint8Array(sealed), until: until.getTime() }
        : null,
    failingSince: row.failing_since?.getTime() ?? null,
    createdAt: row.created_at.getTime(),
    updatedAt: row.updated_at.getTime(),
  };
}

function toChanging(delivery: DeliveryRecord) {
  return {
    state: delivery.state,
    attempts: delivery.attempts,
    next_attempt_at: new Date(delivery.nextAttemptAt),
    last_status: delivery.lastStatus,
    last_error: delivery.lastError,
    finished_at: delivery.finishedAt === null ? null : new Date(delivery.finishedAt),
  };
}

export function toDelivery(row: Selectable<Tables['deliveries']>): DeliveryRecord {
  return {
    tenantId: row.tenant_id,
    environment: row.environment,
    id: row.id,
    to: row.webhook_id === null ? { email: row.email ?? '' } : { webhookId: row.webhook_id },
    event: row.event,
    facts: row.facts,
    at: row.at.getTime(),
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at.getTime(),
    lastStatus: row.last_status,
    lastError: row.last_error,
    finishedAt: row.finished_at?.getTime() ?? null,
  };
}
