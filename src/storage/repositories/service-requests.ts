import { type Selectable, sql } from 'kysely';
import type { RequestFilter, ServiceRequestRepository } from '../../control/service-request-ports.ts';
import { type Environment, environments, type Scope } from '../../kernel/scope.ts';
import type {
  RequestChange,
  RequestEvent,
  RequestKind,
  RequestMessage,
  ServiceRequestRecord,
} from '../../kernel/service-requests.ts';
import type { Tables } from '../database-tables.ts';
import { toJson } from '../to-json.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';
import { environmentMethods, maybeDate, maybeText } from './service-request-environments.ts';

export function serviceRequestRepository(trx: TransactionExecutor, scope: Scope): ServiceRequestRepository {
  const { tenantId } = scope;
  const one = (id: string) =>
    trx.selectFrom('service_requests').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id);
  return {
    list: async (page, filter) => {
      const rows = await narrowed(trx, filter)
        .where('tenant_id', '=', tenantId)
        .$if(page.after !== undefined, (query) => query.where('id', '<', page.after ?? ''))
        .orderBy('id', 'desc')
        .limit(page.limit + 1)
        .execute();
      const toItem = (row: (typeof rows)[number]) => ({
        request: toServiceRequest(row),
        environments: row.environments,
      });
      return pageOf(rows, page, (row) => row.id, toItem);
    },
    find: async (id) => {
      const row = await one(id).executeTakeFirst();
      return row && toServiceRequest(row);
    },
    hold: async (id) => {
      const row = await one(id).forUpdate().executeTakeFirst();
      return row && toServiceRequest(row);
    },
    insert: async (request) => {
      await trx
        .insertInto('service_requests')
        .values({
          tenant_id: tenantId,
          id: request.id,
          kind: request.kind,
          change: request.change,
          subject: request.subject,
          told_in: request.toldIn,
          made_by: toJson(request.madeBy),
          created_at: new Date(request.createdAt),
          ...toChanging(request),
        })
        .execute();
    },
    update: async (request) => {
      await trx
        .updateTable('service_requests')
        .set(toChanging(request))
        .where('tenant_id', '=', tenantId)
        .where('id', '=', request.id)
        .execute();
    },
    ...environmentMethods(trx, tenantId),
    ...spokenMethods(trx, tenantId),
  };
}

/** What both the tenant’s list and the operators’ queue ask for. */
export function narrowed(trx: TransactionExecutor, filter: RequestFilter) {
  const { states, kind, change, assignee, isUnassigned } = filter;
  return trx
    .selectFrom('service_requests')
    .selectAll('service_requests')
    .select(
      sql<Environment[]>`array(select named.environment from service_request_environments named
        where named.tenant_id = service_requests.tenant_id and named.request_id = service_requests.id
        order by array_position(${sql.val([...environments])}::text[], named.environment))`.as(
        'environments',
      ),
    )
    .$if(states !== undefined, (query) => query.where('state', 'in', states ?? []))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind as RequestKind))
    .$if(change !== undefined, (query) => query.where('change', '=', change as RequestChange))
    .$if(isUnassigned === true, (query) => query.where('assignee', 'is', null))
    .$if(assignee !== undefined, (query) =>
      query
        .where(sql<string>`assignee->>'kind'`, '=', assignee?.kind ?? '')
        .where(sql<string>`assignee->>'id'`, '=', assignee?.id ?? ''),
    );
}

type SpokenMethods = 'insertMessage' | 'countMessages' | 'listMessages' | 'insertEvent' | 'listEvents';

function spokenMethods(
  trx: TransactionExecutor,
  tenantId: string,
): Pick<ServiceRequestRepository, SpokenMethods> {
  const of = (id: string) => ({ tenant_id: tenantId, request_id: id });
  return {
    insertMessage: async (id, { id: messageId, at, by, text }) => {
      await trx
        .insertInto('service_request_messages')
        .values({ ...of(id), id: messageId, at: new Date(at), by: toJson(by), body: text })
        .execute();
    },
    countMessages: async (id) => {
      const { count } = await trx
        .selectFrom('service_request_messages')
        .where(({ and }) => and(of(id)))
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    listMessages: async (id) => {
      const rows = await trx
        .selectFrom('service_request_messages')
        .selectAll()
        .where(({ and }) => and(of(id)))
        .orderBy('position')
        .execute();
      return rows.map(toMessage);
    },
    insertEvent: async (id, event, tells) => {
      await trx
        .insertInto('service_request_events')
        .values({
          ...of(id),
          id: event.id,
          at: new Date(event.at),
          by: toJson(event.by),
          action: event.action,
          state_before: event.from,
          state: event.to,
          environment: event.environment,
          detail: toJson(event.detail),
          http_request_id: event.requestId,
          tells,
        })
        .execute();
    },
    listEvents: async (id) => {
      const rows = await trx
        .selectFrom('service_request_events')
        .selectAll()
        .where(({ and }) => and(of(id)))
        .orderBy('position')
        .execute();
      return rows.map(toEvent);
    },
  };
}

function toChanging(request: ServiceRequestRecord) {
  return {
    state: request.state,
    notes: request.notes,
    target: request.target,
    details: maybeText(request.details),
    assignee: maybeText(request.assignee),
    reason: request.reason,
    updated_at: new Date(request.updatedAt),
    submitted_at: maybeDate(request.submittedAt),
    closed_at: maybeDate(request.closedAt),
  };
}

export function toServiceRequest(row: Selectable<Tables['service_requests']>): ServiceRequestRecord {
  return {
    tenantId: row.tenant_id,
    id: row.id,
    kind: row.kind,
    change: row.change,
    subject: row.subject,
    state: row.state,
    notes: row.notes,
    target: row.target,
    details: row.details,
    toldIn: row.told_in,
    madeBy: row.made_by,
    assignee: row.assignee,
    reason: row.reason,
    createdAt: row.created_at.getTime(),
    updatedAt: row.updated_at.getTime(),
    submittedAt: row.submitted_at?.getTime() ?? null,
    closedAt: row.closed_at?.getTime() ?? null,
  };
}

function toMessage(row: Selectable<Tables['service_request_messages']>): RequestMessage {
  return { id: row.id, at: row.at.getTime(), by: row.by, text: row.body };
}

function toEvent(row: Selectable<Tables['service_request_events']>): RequestEvent {
  return {
    id: row.id,
    at: row.at.getTime(),
    by: row.by,
    action: row.action,
    from: row.state_before,
    to: row.state,
    environment: row.environment,
    detail: row.detail,
    requestId: row.http_request_id,
  };
}
