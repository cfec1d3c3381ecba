import pg from 'pg';
import { sealContext } from '../src/control/credentials/seal-secrets.ts';
import { uuidV7 } from '../src/kernel/ids.ts';
import { Scrubber, Secret } from '../src/kernel/secret.ts';
import { mintToken } from '../src/kernel/token-format.ts';
import { createLocalKeyProvider } from '../src/vault/key-providers/local.ts';
import { parseMasterKeys } from '../src/vault/key-providers/master-keys.ts';
import { createVault, type Vault } from '../src/vault/vault.ts';
import { createMemoryTenantKeyStore } from '../testkit/stand-ins/memory-tenant-key-store.ts';
import { providerKey } from './contestants/contestant.ts';
import { configName, masterKey } from './contestants/plugboard.ts';

/**
 * More tenants than the API could make in good time. One was made by the API; the others are copies of its rows, each
 * with ids, a token, a data key and a sealed secret of its own, made by the same code. The server is down meanwhile.
 */

const batch = 2_000;
const environment = 'dev';

/** Returns the tokens of the copies. */
export async function seedTenants(databaseUrl: string, template: string, count: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: origins } = await client.query(
      'select s.origins from credential_secrets s join model_configs c on c.credential_id = s.credential_id ' +
        'where c.tenant_id = $1 and c.name = $2',
      [template, configName('openai', 'burst')],
    );
    const { rows: deployments } = await client.query('select id from deployment');
    const maker = openMaker(String(deployments[0]?.id), origins[0]?.origins ?? []);
    const tokens: string[] = [];
    for (let made = 0; made < count; made += batch) {
      const copies = await maker(made, Math.min(batch, count - made));
      await insert(client, template, copies);
      tokens.push(...copies.token);
    }
    await client.query('analyze');
    return tokens;
  } finally {
    await client.end();
  }
}

/** By column, as they go to the database. */
interface Copies {
  tenant: string[];
  kekVersion: string[];
  wrapped: Buffer[];
  credential: string[];
  sealed: Buffer[];
  config: string[];
  token: string[];
  tokenId: string[];
  tokenHash: Buffer[];
}

function openMaker(
  deploymentId: string,
  origins: string[],
): (from: number, count: number) => Promise<Copies> {
  const parsed = parseMasterKeys(masterKey);
  if (!parsed.ok) throw new Error(parsed.problems.join('; '));
  const store = createMemoryTenantKeyStore();
  const vault = createVault({
    deploymentId,
    provider: createLocalKeyProvider(parsed.keys),
    store,
    clock: Date.now,
    scrubber: new Scrubber(),
  });
  return async (from, count) => {
    const copies: Copies = {
      tenant: [],
      kekVersion: [],
      wrapped: [],
      credential: [],
      sealed: [],
      config: [],
      token: [],
      tokenId: [],
      tokenHash: [],
    };
    for (let at = from; at < from + count; at += 1) {
      const tenant = `copy-${at}`;
      const key = await vault.createTenantKey(tenant);
      store.keys.set(tenant, key);
      const credential = uuidV7(Date.now());
      copies.tenant.push(tenant);
      copies.kekVersion.push(key.kekVersion);
      copies.wrapped.push(Buffer.from(key.wrapped));
      copies.credential.push(credential);
      copies.sealed.push(Buffer.from(await seal(vault, tenant, credential, origins, at)));
      copies.config.push(uuidV7(Date.now()));
      const { id, token, secretHash } = mintToken();
      copies.token.push(token.reveal());
      copies.tokenId.push(id);
      copies.tokenHash.push(Buffer.from(secretHash));
      vault.forgetTenant(tenant);
      store.keys.delete(tenant);
    }
    return copies;
  };
}

function seal(
  vault: Vault,
  tenantId: string,
  id: string,
  origins: string[],
  at: number,
): Promise<Uint8Array> {
  const context = sealContext({ tenantId, environment, id }, 'api_key', 1, origins);
  // Each has a key of its own, as real tenants have: one that all share would be held in memory once.
  return vault.seal(context, new Secret(`${providerKey}${at}`));
}

async function insert(client: pg.Client, template: string, copies: Copies): Promise<void> {
  const { tenant, kekVersion, wrapped, credential, sealed, config, tokenId, tokenHash } = copies;
  const name = configName('openai', 'burst');
  await client.query(
    `insert into tenants (id, name, plan, administered_by)
     select id, id, 'enterprise', 'tenant' from unnest($1::text[]) as id`,
    [tenant],
  );
  await client.query(
    `insert into tenant_keys (tenant_id, kek_version, wrapped)
     select * from unnest($1::text[], $2::text[], $3::bytea[])`,
    [tenant, kekVersion, wrapped],
  );
  await copyRows(client, 'credentials', { tenant_id: tenant, id: credential }, { template, name });
  await client.query(
    `insert into credential_secrets (tenant_id, environment, credential_id, version, field, sealed, origins, last4)
     select u.tenant, s.environment, u.credential, 1, s.field, u.sealed, s.origins, s.last4
     from unnest($1::text[], $2::uuid[], $3::bytea[]) as u (tenant, credential, sealed),
       credential_secrets s join credentials c on c.id = s.credential_id
     where c.tenant_id = $4 and c.name = $5`,
    [tenant, credential, sealed, template, name],
  );
  await copyRows(
    client,
    'model_configs',
    { tenant_id: tenant, id: config, credential_id: credential },
    { template, name },
  );
  await client.query(
    `insert into tokens (id, tenant_id, environment, name, role, secret_hash, created_by_kind, created_by_id)
     select u.id, u.tenant, t.environment, t.name, t.role, u.hash, t.created_by_kind, t.created_by_id
     from unnest($1::text[], $2::text[], $3::bytea[]) as u (tenant, id, hash), tokens t where t.tenant_id = $4`,
    [tenant, tokenId, tokenHash, template],
  );
}

/** The template’s row for each copy, with these columns in place of its own. */
async function copyRows(
  client: pg.Client,
  table: string,
  columns: Record<string, string[]>,
  { template, name }: { template: string; name: string },
): Promise<void> {
  const { rows } = await client.query(
    'select column_name from information_schema.columns where table_name = $1',
    [table],
  );
  const own = Object.keys(columns);
  const kept = rows.map((row) => String(row.column_name)).filter((column) => !own.includes(column));
  const types = own.map((column, index) => `$${index + 3}::${column === 'tenant_id' ? 'text' : 'uuid'}[]`);
  await client.query(
    `insert into ${table} (${[...own, ...kept].join(', ')})
     select ${[...own.map((column) => `u.${column}`), ...kept.map((column) => `t.${column}`)].join(', ')}
     from ${table} t, unnest(${types.join(', ')}) as u (${own.join(', ')})
     where t.tenant_id = $1 and t.name = $2`,
    [template, name, ...Object.values(columns)],
  );
}
