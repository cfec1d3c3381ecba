import type { PatchCredentialBody } from '../../contract/credentials.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import type { CredentialRecord, SealedSecret } from '../../kernel/records.ts';
import type { Secret } from '../../kernel/secret.ts';
import { clientKeySecret, findSecretHeader } from '../../kernel/secret-fields.ts';
import type { Connection, Settings } from '../../providers/provider.ts';
import type { Act, AuditEntry, Sealer, TenantRepositories } from '../ports.ts';
import { differences } from '../tenants.ts';
import { pick } from './choose-variant.ts';
import {
  type CredentialParts,
  type CredentialView,
  type EnvironmentScope,
  getCredential,
  rulesOfEnterprise,
} from './credentials.ts';
import { holdCredential } from './hold-credential.ts';
import { listLockWarnings } from './lock-warnings.ts';
import { openSecrets } from './open-credential.ts';
import { type CredentialFields, type Ground, invalid, type Prepared, prepare } from './prepare.ts';
import { originsOf, sealSecrets } from './seal-secrets.ts';

type PlainChange = { [Field in PlainField]: PatchCredentialBody[Field] | undefined };
type PlainField = 'name' | 'enabled' | 'order' | 'expires_at' | 'data_region';

export type AuthenticationFields = Omit<PatchCredentialBody, PlainField>;

export async function patchCredential(
  parts: CredentialParts,
  act: Act,
  scope: EnvironmentScope,
  id: string,
  body: PatchCredentialBody,
): Promise<CredentialView> {
  const rules = await rulesOfEnterprise(parts, scope);
  const { record: before, secrets: stored } = await getCredential(parts.store, scope, id);
  const { name, enabled, order, expires_at, data_region, ...authentication } = body;
  const now = parts.clock();
  const plainly = (held: CredentialRecord) =>
    withStatus(changePlainly(held, { name, enabled, order, expires_at, data_region }, now), held);
  if (Object.keys(authentication).length === 0) {
    return commit(
      parts,
      act,
      scope,
      before,
      { change: plainly, secrets: stored, healed: [], warnings: [] },
      { secrets: undefined, connection: connectionOf(before) },
    );
  }
  const ground = { environment: scope.environment, rules, sandbox: parts.sandbox };
  const { prepared, kept } = await readChanged(parts.sealer, before, stored, authentication, ground);
  const changed = refuseMovedSecrets(prepared, kept);
  const anew = (held: CredentialRecord): CredentialRecord => ({
    ...plainly(held),
    ...(changed.chosen && {
      catalogueId: changed.chosen.provider.id,
      variant: changed.chosen.variant.id,
    }),
    settings: { ...changed.settings, ...keptSettings(before) },
    secretVersion: held.secretVersion + 1,
    status: 'untested',
    statusDetail: null,
  });
  const { secrets, connection, healed, warnings } = changed;
  const version = before.secretVersion + 1;
  const sealed = await sealSecrets(parts.sealer, before, version, secrets, connection, now);
  return commit(
    parts,
    act,
    scope,
    before,
    { change: anew, secrets: sealed, healed, warnings },
    { secrets: sealed, connection },
  );
}

function changePlainly(
  held: CredentialRecord,
  { name, enabled, order, expires_at, data_region }: PlainChange,
  now: number,
): CredentialRecord {
  const expiresAt = typeof expires_at === 'string' ? Date.parse(expires_at) : expires_at;
  return {
    ...held,
    name: name ?? held.name,
    enabled: enabled ?? held.enabled,
    order: order ?? held.order,
    expiresAt: expiresAt === undefined ? held.expiresAt : expiresAt,
    dataRegion: data_region === undefined ? held.dataRegion : data_region,
    updatedAt: now,
  };
}

/** In the transaction of what it is a part of. */
export async function disableWithin(
  { credentials }: TenantRepositories,
  audit: (entry: AuditEntry) => void,
  id: string,
  now: number,
): Promise<void> {
  const before = await credentials.hold(id);
  if (!before?.enabled) return;
  const after = withStatus({ ...before, enabled: false, updatedAt: now }, before);
  await credentials.update(after, undefined, before.secretVersion);
  audit({
    action: 'credential.changed',
    target: { kind: 'credential', id },
    environment: before.environment,
    detail: differences(describe(before), describe(after)),
  });
}

function withStatus(after: CredentialRecord, before: CredentialRecord): CredentialRecord {
  // Where there are no secrets any more, switching it on changes nothing of that.
  if (after.enabled === before.enabled || before.status === 'needs_reentry') return after;
  return { ...after, status: after.enabled ? 'untested' : 'disabled', statusDetail: null };
}

/** Ours, not the tenant's: a role keeps its external id through every change. */
export function keptSettings({ settings }: CredentialRecord): Record<string, string> {
  const { external_id } = settings;
  return external_id === undefined ? {} : { external_id };
}

/** The new fields over the old ones, read as a whole; with the stored secrets that no new value replaces. */
export async function readChanged(
  sealer: Sealer,
  before: CredentialRecord,
  stored: readonly SealedSecret[],
  changes: AuthenticationFields,
  ground: Ground,
): Promise<{ prepared: Prepared; kept: SealedSecret[] }> {
  const oldConnection = connectionOf(before);
  const kept = stored.filter(({ field }) => !isReplaced(field, changes));
  const opened = await openKept(sealer, before, kept, oldConnection);
  try {
    return { prepared: prepare(toFields(before, before.settings, opened, changes), ground), kept };
  } finally {
    for (const secret of opened.values()) sealer.release(secret);
  }
}

function connectionOf({ catalogueId, variant, settings }: CredentialRecord): Connection | null {
  return catalogueId === '' ? null : pick(catalogueId, variant).provider.connect(variant, settings);
}

function openKept(
  sealer: Sealer,
  record: CredentialRecord,
  kept: readonly SealedSecret[],
  connection: Connection | null,
): Promise<Map<string, Secret>> {
  return openSecrets(sealer, record, kept, connection, record.secretVersion).catch((error: unknown) => {
    if (!(error instanceof PlugboardError) || error.code !== 'needs_reentry') throw error;
    throw invalid(
      kept.map(({ field }) => ({ field, detail: 'does not open any more and must be entered again' })),
    );
  });
}

/**
 * A stored secret may stay only where it may still be sent to exactly the same places; headers, which nobody
 * remembers entering, are dropped when those change.
 */
export function refuseMovedSecrets(prepared: Prepared, kept: readonly SealedSecret[]): Prepared {
  const moved = kept.filter(
    ({ field, origins }) =>
      originsOf(prepared.connection, field).toSorted().join() !== [...origins].toSorted().join(),
  );
  const demanded = moved.filter(({ field }) => findSecretHeader(field) === undefined);
  if (demanded.length > 0) {
    throw invalid(
      demanded.map(({ field }) => ({
        field,
        detail: 'must be entered again, because it would be sent to another host',
      })),
    );
  }
  const dropped = new Set(moved.map(({ field }) => field));
  return {
    ...prepared,
    secrets: Object.fromEntries(Object.entries(prepared.secrets).filter(([field]) => !dropped.has(field))),
    warnings: [
      ...prepared.warnings,
      ...moved.map(({ field }) => ({
        field,
        detail: 'was dropped, because the host changed; enter it again',
      })),
    ],
  };
}

function isReplaced(field: string, changes: AuthenticationFields): boolean {
  if (findSecretHeader(field) !== undefined) return changes.headers !== undefined;
  if (field === clientKeySecret) return changes.tls !== undefined;
  return field in changes;
}

/** Stored settings and secrets in the form that callers write them in, under what this caller writes now. */
export function toFields(
  record: Pick<CredentialRecord, 'credsType' | 'provider' | 'name'>,
  settings: Settings,
  secrets: ReadonlyMap<string, Secret>,
  changes: AuthenticationFields,
): CredentialFields {
  const { ca_pem, client_cert_pem, external_id: _ours, ...plain } = settings;
  const headers: [string, string][] = [];
  const others: [string, string][] = [];
  for (const [field, secret] of secrets) {
    const header = findSecretHeader(field);
    if (header !== undefined) headers.push([header, secret.reveal()]);
    else if (field !== clientKeySecret) others.push([field, secret.reveal()]);
  }
  const clientKey = secrets.get(clientKeySecret);
  const tls = {
    ...(ca_pem !== undefined && { ca_pem }),
    ...(client_cert_pem !== undefined && { client_cert_pem }),
    ...(clientKey && { client_key_pem: clientKey.reveal() }),
  };
  return {
    ...plain,
    ...Object.fromEntries(others),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    ...(Object.keys(tls).length > 0 && { tls }),
    ...changes,
    name: record.name,
    creds_type: record.credsType,
    ...(record.provider !== null && { provider: record.provider }),
  } as CredentialFields;
}

/** What is to come of the credential, of however it stands by then. */
type Wanted = Omit<CredentialView, 'record'> & { change: (held: CredentialRecord) => CredentialRecord };

interface Committed {
  secrets: SealedSecret[] | undefined;
  connection: Connection | null;
}

async function commit(
  { store }: CredentialParts,
  act: Act,
  scope: EnvironmentScope,
  before: CredentialRecord,
  { change, ...view }: Wanted,
  { secrets, connection }: Committed,
): Promise<CredentialView> {
  return store.changeInTenant(scope, act, async ({ credentials, lock }, audit) => {
    const held = await holdCredential({ credentials }, before);
    const record = change(held);
    await credentials.update(record, secrets, held.secretVersion);
    audit({
      action: secrets ? 'credential.replaced' : 'credential.changed',
      target: { kind: 'credential', id: before.id },
      environment: scope.environment,
      detail: {
        ...differences(describe(held), describe(record)),
        ...(secrets && { secrets: secrets.map(({ field }) => field) }),
      },
    });
    const outside = listLockWarnings(await lock.find(), record, connection);
    return { ...view, record, warnings: [...view.warnings, ...outside] };
  });
}

function describe(record: CredentialRecord): Record<string, unknown> {
  return {
    name: record.name,
    enabled: record.enabled,
    order: record.order,
    expires_at: record.expiresAt,
    data_region: record.dataRegion,
    settings: record.settings,
  };
}
