import { type Selectable, sql } from 'kysely';
import type {
  ConversationRepository,
  ConversationSettingsRepository,
  ConversationView,
} from '../../control/conversation-ports.ts';
import type {
  AnswerRecord,
  ConversationRecord,
  ConversationSettingsRecord,
  MessageRecord,
} from '../../kernel/conversation.ts';
import type { Environment, Scope } from '../../kernel/scope.ts';
import type { Tables } from '../database-tables.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { holdInScope } from './advisory-lock.ts';
import { pageOf } from './paging.ts';

export function conversationRepository(trx: TransactionExecutor, scope: Scope): ConversationRepository {
  const place = { tenant_id: scope.tenantId, environment: scope.environment as Environment };
  const seen = ({ owner, agentId, now }: ConversationView) =>
    trx
      .selectFrom('conversations')
      .where(({ and }) => and({ ...place, owner }))
      .where('expires_at', '>', new Date(now))
      .$if(agentId !== null, (query) => query.where('agent_id', '=', agentId));
  const ofId = (id: string) => trx.updateTable('conversations').where(({ and }) => and({ ...place, id }));
  return {
    list: async (view, page) => {
      const rows = await seen(view)
        .selectAll()
        .$if(page.after !== undefined, (query) => query.where('id', '<', page.after ?? ''))
        .orderBy('id', 'desc')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toConversation);
    },
    find: async (view, id) => {
      const row = await seen(view).selectAll().where('id', '=', id).executeTakeFirst();
      return row && toConversation(row);
    },
    countAlone: async (view) => {
      await holdInScope(trx, scope, `conversations by ${view.owner}`, 'alone');
      const { count } = await seen({ ...view, agentId: null })
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    insert: async (conversation) => {
      await trx
        .insertInto('conversations')
        .values({ ...place, ...toRow(conversation) })
        .execute();
    },
    setTitle: async ({ id, sealedTitle, titleVersion }, expectedVersion) => {
      const { numUpdatedRows } = await ofId(id)
        .set({ title: sealedTitle, title_version: titleVersion })
        .where('title_version', '=', expectedVersion)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    setExpiry: async ({ id, updatedAt, expiresAt }) => {
      await ofId(id)
        .set({ updated_at: new Date(updatedAt), expires_at: new Date(expiresAt) })
        .execute();
    },
    delete: async (id) => {
      await trx
        .deleteFrom('conversations')
        .where(({ and }) => and({ ...place, id }))
        .execute();
    },
    listOfConfigs: async (configIds, now, limit) => {
      if (configIds.length === 0) return { count: 0, newest: [] };
      const rows = await trx
        .selectFrom('conversations')
        .where(({ and }) => and(place))
        .where('config_id', 'in', configIds)
        .where('expires_at', '>', new Date(now))
        .select(['id', 'config_id', 'updated_at', sql<string>`count(*) over ()`.as('count')])
        .orderBy('updated_at', 'desc')
        .limit(limit)
        .execute();
      const newest = rows.map(({ id, config_id, updated_at }) => ({
        id,
        configId: config_id,
        updatedAt: updated_at.getTime(),
      }));
      return { count: Number(rows[0]?.count ?? 0), newest };
    },
    hold: async (id) => {
      const row = await trx
        .selectFrom('conversations')
        .select('id')
        .where(({ and }) => and({ ...place, id }))
        .forUpdate()
        .executeTakeFirst();
      return row !== undefined;
    },
    ...messageRepository(trx, place),
  };
}

type MessageMethods =
  | 'listMessages'
  | 'findLastMessage'
  | 'insertMessage'
  | 'replaceAnswer'
  | 'waitFor'
  | 'saveAnswer';

function messageRepository(
  trx: TransactionExecutor,
  place: { tenant_id: string; environment: Environment },
): Pick<ConversationRepository, MessageMethods> {
  const of = (conversationId: string) =>
    trx
      .selectFrom('conversation_messages')
      .selectAll()
      .where(({ and }) => and({ ...place, conversation_id: conversationId }));
  const update = ({ conversationId, position }: Pick<MessageRecord, 'conversationId' | 'position'>) =>
    trx
      .updateTable('conversation_messages')
      .where(({ and }) => and({ ...place, conversation_id: conversationId, position }));
  return {
    listMessages: async (id) => (await of(id).orderBy('position').execute()).map(toMessage),
    findLastMessage: async (id) => {
      const row = await of(id).orderBy('position', 'desc').limit(1).executeTakeFirst();
      return row && toMessage(row);
    },
    insertMessage: async ({ conversationId, id, position, sealedContent, createdAt, answer }) => {
      await trx
        .insertInto('conversation_messages')
        .values({
          ...place,
          conversation_id: conversationId,
          id,
          position,
          content: sealedContent,
          created_at: new Date(createdAt),
          ...toAnswerRow(answer),
        })
        .execute();
    },
    replaceAnswer: async (message) => {
      await update(message)
        .set({ ...toAnswerRow(message.answer), queue_id: null })
        .execute();
    },
    waitFor: async (message, answerId, queueId) => {
      const row = await update(message)
        .set({ queue_id: queueId, lease_until: new Date(0) })
        .where('answer_id', '=', answerId)
        .where('state', '=', 'running')
        .returning('answer_version')
        .executeTakeFirst();
      return row && { version: row.answer_version };
    },
    saveAnswer: async (message, answer) => {
      await update(message)
        .set(toAnswerRow(answer))
        .where('answer_id', '=', answer.id)
        .where('state', '=', 'running')
        .execute();
    },
  };
}

export function conversationSettingsRepository(
  trx: TransactionExecutor,
  scope: Scope,
): ConversationSettingsRepository {
  const { tenantId } = scope;
  const place = { tenant_id: tenantId, environment: scope.environment as Environment };
  return {
    find: async () => {
      const row = await trx
        .selectFrom('conversation_settings')
        .selectAll()
        .where(({ and }) => and(place))
        .executeTakeFirst();
      return row && toSettings(row);
    },
    hold: (how) => holdInScope(trx, scope, 'conversation settings', how),
    put: async ({ retentionDays, updatedAt }) => {
      const changing = { retention_days: retentionDays, updated_at: new Date(updatedAt) };
      await trx
        .insertInto('conversation_settings')
        .values({ ...place, ...changing })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'environment']).doUpdateSet(changing))
        .execute();
      await trx
        .updateTable('conversations')
        .set({ expires_at: sql<Date>`updated_at + make_interval(days => ${retentionDays}::integer)` })
        .where(({ and }) => and({ ...place, kept: true }))
        .execute();
      const { numDeletedRows } = await trx
        .deleteFrom('conversations')
        .where(({ and }) => and({ ...place, kept: true }))
        .where('expires_at', '<=', new Date(updatedAt))
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

function toRow(conversation: ConversationRecord) {
  return {
    id: conversation.id,
    owner: conversation.owner,
    agent_id: conversation.agentId,
    config_id: conversation.configId,
    config_name: conversation.configName,
    model_name: conversation.modelName,
    kept: conversation.isKept,
    title: conversation.sealedTitle,
    title_version: conversation.titleVersion,
    created_at: new Date(conversation.createdAt),
    updated_at: new Date(conversation.updatedAt),
    expires_at: new Date(conversation.expiresAt),
  };
}

function toConversation(row: Selectable<Tables['conversations']>): ConversationRecord {
  return {
    tenantId: row.tenant_id,
    environment: row.environment,
    id: row.id,
    owner: row.owner,
    agentId: row.agent_id,
    configId: row.config_id,
    configName: row.config_name,
    modelName: row.model_name,
    isKept: row.kept,
    sealedTitle: row.title,
    titleVersion: row.title_version,
    createdAt: row.created_at.getTime(),
    updatedAt: row.updated_at.getTime(),
    expiresAt: row.expires_at.getTime(),
  };
}

function toAnswerRow(answer: Omit<AnswerRecord, 'queueId'>) {
  return {
    answer_id: answer.id,
    state: answer.state,
    answer: answer.sealed,
    answer_version: answer.version,
    error_code: answer.errorCode,
    served_by: answer.servedBy,
    config_id: answer.configId,
    config_name: answer.configName,
    answer_model: answer.modelName,
    finish_reason: answer.finishReason,
    request_id: answer.requestId,
    lease_until: new Date(answer.leaseUntil),
    answered_at: new Date(answer.updatedAt),
  };
}

function toMessage(row: Selectable<Tables['conversation_messages']>): MessageRecord {
  return {
    conversationId: row.conversation_id,
    id: row.id,
    position: row.position,
    sealedContent: row.content,
    createdAt: row.created_at.getTime(),
    answer: {
      id: row.answer_id,
      state: row.state,
      sealed: row.answer,
      version: row.answer_version,
      errorCode: row.error_code,
      servedBy: row.served_by,
      configId: row.config_id,
      configName: row.config_name,
      modelName: row.answer_model,
      finishReason: row.finish_reason,
      requestId: row.request_id,
      queueId: row.queue_id,
      leaseUntil: row.lease_until.getTime(),
      updatedAt: row.answered_at.getTime(),
    },
  };
}

function toSettings(row: Selectable<Tables['conversation_settings']>): ConversationSettingsRecord {
  return {
    tenantId: row.tenant_id,
    environment: row.environment,
    retentionDays: row.retention_days,
    updatedAt: row.updated_at.getTime(),
  };
}
