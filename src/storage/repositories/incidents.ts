import { type Selectable, sql } from 'kysely';
import type { IncidentRepository } from '../../control/notification-ports.ts';
import { uuidV7 } from '../../kernel/ids.ts';
import type { IncidentRecord } from '../../kernel/notifications.ts';
import type { Tables } from '../database-tables.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';

/** Told of single credentials, with what makes them alike. */
const alike = sql`facts->>'provider' as provider, facts->>'host' as host, substr(kind, length('credential.') + 1) as class`;
const failing = sql`kind in ('credential.auth_failed', 'credential.quota', 'credential.unreachable')`;

/** Of two replicas that see the same at once, the unique index of open incidents lets one open it. */
export function incidentRepository(trx: TransactionExecutor): IncidentRepository {
  return {
    list: async (page) => {
      const rows = await trx
        .selectFrom('incidents')
        .selectAll()
        .$if(page.after !== undefined, (query) => query.where('id', '<', page.after ?? ''))
        .orderBy('id', 'desc')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toIncident);
    },
    open: async ({ since, at, credentialsMin }) => {
      const { rows } = await sql<AlikeRow>`
        select provider, host, class, count(distinct credential_id)::int as credentials,
          count(distinct tenant_id)::int as tenants
        from (select ${alike}, tenant_id, facts->>'credential_id' as credential_id
          from notifications where ${failing} and at > ${new Date(since)}) told
        group by provider, host, class having count(distinct credential_id) >= ${credentialsMin}`.execute(
        trx,
      );
      const opened: IncidentRecord[] = [];
      for (const row of rows) {
        const inserted = await trx
          .insertInto('incidents')
          .values({ id: uuidV7(at), ...row, opened_at: new Date(at) })
          .onConflict((conflict) =>
            conflict.columns(['provider', 'host', 'class']).where('closed_at', 'is', null).doNothing(),
          )
          .returningAll()
          .executeTakeFirst();
        if (inserted) opened.push(toIncident(inserted));
      }
      return opened;
    },
    grow: async (windowMs) => {
      await sql`insert into incident_credentials (incident_id, tenant_id, environment, credential_id)
        select distinct incidents.id, told.tenant_id, told.environment, credentials.id
        from incidents
        join (select ${alike}, tenant_id, environment, facts->>'credential_id' as credential_id, at
          from notifications where ${failing}) told
          on (told.provider, told.host, told.class) = (incidents.provider, incidents.host, incidents.class)
          and told.at > incidents.opened_at - ${windowMs} * interval '1 millisecond'
        join credentials on (credentials.tenant_id, credentials.environment, credentials.id::text)
          = (told.tenant_id, told.environment, told.credential_id)
        where incidents.closed_at is null
        on conflict do nothing`.execute(trx);
      await sql`update incidents set credentials = greatest(incidents.credentials, counted.credentials),
          tenants = greatest(incidents.tenants, counted.tenants)
        from (select incident_id, count(*)::int as credentials, count(distinct tenant_id)::int as tenants
          from incident_credentials group by incident_id) counted
        where counted.incident_id = incidents.id and incidents.closed_at is null
          and (counted.credentials > incidents.credentials or counted.tenants > incidents.tenants)`.execute(
        trx,
      );
    },
    close: async ({ at, stillFailingShare }) => {
      const { rows } = await sql<Selectable<Tables['incidents']>>`
        update incidents set closed_at = ${new Date(at)}
        where closed_at is null and ${stillFailingShare}::float * credentials >= (
          select count(*) from incident_credentials member
          join credentials on (credentials.tenant_id, credentials.environment, credentials.id)
            = (member.tenant_id, member.environment, member.credential_id)
          where member.incident_id = incidents.id and credentials.enabled
            and credentials.status = incidents.class)
        returning *`.execute(trx);
      return rows.map(toIncident);
    },
  };
}

type AlikeRow = Pick<IncidentRecord, 'provider' | 'host' | 'class' | 'credentials' | 'tenants'>;

function toIncident(row: Selectable<Tables['incidents']>): IncidentRecord {
  return {
    id: row.id,
    provider: row.provider,
    host: row.host,
    class: row.class,
    openedAt: row.opened_at.getTime(),
    closedAt: row.closed_at?.getTime() ?? null,
    tenants: row.tenants,
    credentials: row.credentials,
  };
}
