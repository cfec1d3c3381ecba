import type { PersonRepository } from '../../control/ports.ts';
import type { SessionRepository, SigninLinkRepository } from '../../control/session-ports.ts';
import { platformTenantId } from '../../kernel/ids.ts';
import type { PersonRecord } from '../../kernel/records.ts';
import type { ChangeLog } from '../change-log.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';

export function personRepository(trx: TransactionExecutor, log: ChangeLog): PersonRepository {
  const touch = (id: string) =>
    log.touch({ kind: 'person', tenantId: platformTenantId, environment: '', id });
  return {
    list: async (page) => {
      const people = await listPeople(trx, (query) =>
        (page.after === undefined ? query : query.where('id', '>', page.after))
          .orderBy('id')
          .limit(page.limit + 1),
      );
      return pageOf(
        people,
        page,
        (person) => person.id,
        (person) => person,
      );
    },
    find: async (id) => (await listPeople(trx, (query) => query.where('id', '=', id)))[0],
    findBySubject: async (issuer, subject) =>
      (
        await listPeople(trx, (query) => query.where('issuer', '=', issuer).where('subject', '=', subject))
      )[0],
    put: async (person) => {
      await putPerson(trx, person);
      touch(person.id);
    },
    setSuspended: async (id, suspendedAt) => {
      await trx
        .updateTable('people')
        .set({ suspended_at: suspendedAt === null ? null : new Date(suspendedAt) })
        .where('id', '=', id)
        .execute();
      touch(id);
    },
  };
}

function selectPeople(trx: TransactionExecutor) {
  return trx.selectFrom('people').selectAll();
}

/** People with their memberships, in two queries however many there are. */
export async function listPeople(
  trx: TransactionExecutor,
  narrow: (query: ReturnType<typeof selectPeople>) => ReturnType<typeof selectPeople>,
): Promise<PersonRecord[]> {
  const rows = await narrow(selectPeople(trx)).execute();
  if (rows.length === 0) return [];
  const memberships = await trx
    .selectFrom('memberships')
    .selectAll()
    .where(
      'person_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('tenant_id')
    .orderBy('environment')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    issuer: row.issuer,
    subject: row.subject,
    name: row.name,
    email: row.email,
    suspendedAt: row.suspended_at?.getTime() ?? null,
    createdAt: row.created_at.getTime(),
    lastSignedInAt: row.last_signed_in_at?.getTime() ?? null,
    memberships: memberships
      .filter((membership) => membership.person_id === row.id)
      .map(({ tenant_id, environment, role }) => ({ tenantId: tenant_id, environment, role })),
  }));
}

async function putPerson(trx: TransactionExecutor, person: PersonRecord): Promise<void> {
  const changing = {
    name: person.name,
    email: person.email,
    last_signed_in_at: person.lastSignedInAt === null ? null : new Date(person.lastSignedInAt),
  };
  await trx
    .insertInto('people')
    .values({
      id: person.id,
      issuer: person.issuer,
      subject: person.subject,
      created_at: new Date(person.createdAt),
      ...changing,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changing))
    .execute();
  await trx.deleteFrom('memberships').where('person_id', '=', person.id).execute();
  if (person.memberships.length === 0) return;
  await trx
    .insertInto('memberships')
    .values(
      person.memberships.map(({ tenantId, environment, role }) => ({
        person_id: person.id,
        tenant_id: tenantId,
        environment,
        role,
      })),
    )
    .execute();
}

export function sessionRepository(trx: TransactionExecutor): SessionRepository {
  return {
    insert: async (session) => {
      await trx
        .insertInto('sessions')
        .values({
          id_hash: session.idHash,
          person_id: session.personId,
          created_at: new Date(session.createdAt),
          last_seen_at: new Date(session.lastSeenAt),
          expires_at: new Date(session.expiresAt),
        })
        .execute();
    },
    find: async (idHash) => {
      const row = await trx
        .selectFrom('sessions')
        .selectAll()
        .where('id_hash', '=', idHash)
        .executeTakeFirst();
      return (
        row && {
          idHash,
          personId: row.person_id,
          createdAt: row.created_at.getTime(),
          lastSeenAt: row.last_seen_at.getTime(),
          expiresAt: row.expires_at.getTime(),
        }
      );
    },
    touch: async (idHash, lastSeenAt) => {
      await trx
        .updateTable('sessions')
        .set({ last_seen_at: new Date(lastSeenAt) })
        .where('id_hash', '=', idHash)
        .execute();
    },
    delete: async (idHash) => {
      await trx.deleteFrom('sessions').where('id_hash', '=', idHash).execute();
    },
    deleteOfPerson: async (personId) => {
      await trx.deleteFrom('sessions').where('person_id', '=', personId).execute();
    },
    deleteExpired: async (now, idleSince) => {
      await trx
        .deleteFrom('sessions')
        .where((where) =>
          where.or([
            where('expires_at', '<=', new Date(now)),
            where('last_seen_at', '<=', new Date(idleSince)),
          ]),
        )
        .execute();
    },
  };
}

export function signinLinkRepository(trx: TransactionExecutor): SigninLinkRepository {
  return {
    insert: async (link) => {
      await trx
        .insertInto('signin_links')
        .values({
          id_hash: link.idHash,
          person_id: link.personId,
          expires_at: new Date(link.expiresAt),
        })
        .execute();
    },
    redeem: async (idHash, now) => {
      // One statement decides: of two that redeem the same link at once, one finds it used.
      const row = await trx
        .updateTable('signin_links')
        .set({ used_at: new Date(now) })
        .where('id_hash', '=', idHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', new Date(now))
        .returning('person_id')
        .executeTakeFirst();
      return row?.person_id;
    },
  };
}
