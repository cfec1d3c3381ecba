import { createHash } from 'node:crypto';
import type { CustodyStatement } from '../contract/custody.ts';
import type { AuditRow, CredentialRecord } from '../kernel/records.ts';
import { findProviderName } from '../providers/registry.ts';
import type { EnvironmentScope } from './credentials/credentials.ts';
import type { KeyOpens, KeyUses } from './custody-ports.ts';
import type { Period } from './ledger-ports.ts';
import type { Store, TenantRepositories } from './ports.ts';

type Key = CustodyStatement['keys'][number];

interface CustodyParts {
  store: Store;
  deploymentId: string;
  /** Which master key version wraps the tenant’s data key now. */
  findKekVersion(tenantId: string): Promise<string | undefined>;
}

const toInstant = (ms: number): string => new Date(ms).toISOString();
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Who deposited which key when, what is held of it, who opened it how often, and where it was used. */
export async function tellCustody(
  { store, deploymentId, findKekVersion }: CustodyParts,
  { tenantId, environment }: EnvironmentScope,
  period: Period,
  now: number,
): Promise<CustodyStatement> {
  const kekVersion = await findKekVersion(tenantId);
  return store.readInTenant({ tenantId, environment }, async (tenant) => {
    const { custody, ledger } = tenant;
    const acts = await custody.listActs();
    const [uses, opens] = [await custody.listUses(period), await custody.listOpens()];
    const sum = await ledger.sumUp(period);
    const [auditHead, ledgerHead, keptSince] = [
      await custody.auditHead(),
      await ledger.head(),
      await ledger.findKeptSince(),
    ];
    return {
      kind: 'custody',
      deployment: deploymentId,
      tenant: tenantId,
      environment,
      at: toInstant(now),
      from: toInstant(period.from),
      to: toInstant(period.to),
      complete: keptSince === null || period.from >= keptSince,
      kek_version: kekVersion ?? null,
      keys: await listKeys(tenant, acts, uses, opens),
      managed: { attempts: sum.byOwner.managed },
      calls: sum.calls,
      hosts: sum.hosts,
      audit_head: auditHead ? { seq: auditHead.seq, hash: toHex(auditHead.hash) } : null,
      ledger_head: { seq: ledgerHead.seq, hash: toHex(ledgerHead.hash) },
    };
  });
}

/** Those that are held, and those that were and are deleted: their acts stay. */
async function listKeys(
  tenant: TenantRepositories,
  acts: readonly AuditRow[],
  uses: readonly KeyUses[],
  opens: readonly KeyOpens[],
): Promise<Key[]> {
  const ids = new Set([
    ...acts.map(({ targetId }) => targetId),
    ...uses.map(({ credentialId }) => credentialId),
  ]);
  for (let after: string | undefined, more = true; more; ) {
    const page = await tenant.credentials.list({ limit: 1000, ...(after !== undefined && { after }) }, {});
    for (const { id } of page.items) ids.add(id);
    after = page.next;
    more = after !== undefined;
  }
  const keys: Key[] = [];
  for (const id of ids) {
    const record = await tenant.credentials.find(id);
    const ofIt = acts.filter(({ targetId }) => targetId === id);
    keys.push({
      credential_id: id,
      name: record?.name ?? nameIn(ofIt),
      provider_id: record?.providerId ?? null,
      provider: record ? findProviderName(record) : null,
      state: record ? 'held' : 'deleted',
      key_version: record?.secretVersion ?? null,
      secrets: record ? await listSecrets(tenant, record) : [],
      acts: ofIt.map(toAct),
      opens: opens.filter(({ credentialId }) => credentialId === id).map(toOpens),
      uses: uses.filter(({ credentialId }) => credentialId === id).map(toUses),
    });
  }
  return keys;
}

/** The fingerprint is that of what rests here: it tells sealed values apart and nothing of what is sealed. */
async function listSecrets(
  { credentials }: TenantRepositories,
  { id, secretVersion }: CredentialRecord,
): Promise<Key['secrets']> {
  return (await credentials.listSecrets(id, secretVersion)).map(
    ({ field, sealed, origins, last4, createdAt }) => ({
      field,
      last4,
      sealed_sha256: createHash('sha256').update(sealed).digest('hex'),
      origins,
      deposited_at: toInstant(createdAt),
    }),
  );
}

function nameIn(acts: readonly AuditRow[]): string | null {
  const named = acts.map(({ detail }) => (JSON.parse(detail) as { name?: unknown }).name);
  return named.findLast((name) => typeof name === 'string') ?? null;
}

const toAct = ({
  seq,
  at,
  action,
  actorKind,
  actorId,
  actorRole,
  requestId,
  hash,
}: AuditRow): Key['acts'][number] => ({
  audit_seq: seq,
  audit_hash: toHex(hash),
  at: toInstant(at),
  action,
  actor: { kind: actorKind, id: actorId, role: actorRole },
  request_id: requestId,
});

const toOpens = ({ version, opens, lastAt }: KeyOpens): Key['opens'][number] => ({
  key_version: version,
  opens,
  last_at: toInstant(lastAt),
});

const toUses = ({ version, calls, attempts, firstAt, lastAt, hosts }: KeyUses): Key['uses'][number] => ({
  key_version: version,
  calls,
  attempts,
  first_at: toInstant(firstAt),
  last_at: toInstant(lastAt),
  hosts,
});
