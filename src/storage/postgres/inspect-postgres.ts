import pg from 'pg';

export interface Finding {
  name: string;
  ok: boolean;
  detail: string;
  /** What the operator should do; absent where nothing is wrong. */
  remedy?: string;
}

const versionMin = 150_000;

/** What a start would need of this Postgres, without changing anything in it. */
export async function inspectPostgres(url: string): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    return [
      {
        name: 'database',
        ok: false,
        detail: `cannot be reached: ${(error as Error).message}`,
        remedy: 'Check DATABASE_URL, the network and the password.',
      },
    ];
  }
  try {
    return [await inspectVersion(client), await inspectRole(client)];
  } finally {
    await client.end();
  }
}

async function inspectVersion(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ number: string; text: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as text`,
  );
  const ok = Number(rows[0]?.number) >= versionMin;
  return {
    name: 'database',
    ok,
    detail: `Postgres ${rows[0]?.text}`,
    ...(!ok && { remedy: 'Plugboard needs Postgres 15 or newer.' }),
  };
}

async function inspectRole(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ user: string; exists: boolean; may_make: boolean }>(
    `select me.rolname as user, app.oid is not null as exists,
       me.rolsuper or case
         -- Since Postgres 16 a role that is there can be granted by its maker alone.
         when app.oid is not null and current_setting('server_version_num')::int >= 160000
           then pg_has_role(app.oid, 'MEMBER WITH ADMIN OPTION')
         else me.rolcreaterole
       end as may_make
     from pg_roles me left join pg_roles app on app.rolname = 'plugboard_app'
     where me.rolname = current_user`,
  );
  const { user = '', exists = false, may_make = false } = rows[0] ?? {};
  const usable = exists && (await maySetRole(client));
  if (usable || may_make) {
    const detail = usable
      ? 'plugboard_app is there and usable'
      : 'plugboard_app will be made at the first start';
    return { name: 'role', ok: true, detail };
  }
  const name = pg.escapeIdentifier(user);
  return {
    name: 'role',
    ok: false,
    detail: `${user} may not ${exists ? 'use' : 'create'} the role plugboard_app, which keeps tenants apart`,
    remedy: `As a superuser run: ${exists ? '' : 'create role plugboard_app nologin; '}grant plugboard_app to ${name};`,
  };
}

async function maySetRole(client: pg.Client): Promise<boolean> {
  try {
    await client.query('begin; set local role plugboard_app; rollback');
    return true;
  } catch {
    await client.query('rollback');
    return false;
  }
}
