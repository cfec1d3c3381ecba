import type { CreateCredentialBody } from '../../contract/credentials.ts';
import type { Clock } from '../../kernel/clock.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { uuidV7 } from '../../kernel/ids.ts';
import type { EgressRule } from '../../kernel/outbound-target.ts';
import type { Page, PageOf } from '../../kernel/paging.ts';
import type { CredentialRecord, ModelConfigRecord, SealedSecret } from '../../kernel/records.ts';
import type { Environment } from '../../kernel/scope.ts';
import type { Healing, Warning } from '../../providers/provider.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { findAgentView, isSeen, type ViewScope } from '../agents.ts';
import type { Act, AuditEntry, AuditedAct, Sealer, Store, TenantRepositories } from '../ports.ts';
import { removeCredential } from '../remove-credential.ts';
import { isAssumed } from './choose-variant.ts';
import { listLockWarnings } from './lock-warnings.ts';
import { invalid, type Prepared, prepare } from './prepare.ts';
import { isReservedProviderId, proposeProviderIds } from './provider-id.ts';
import { sealSecrets } from './seal-secrets.ts';

export interface EnvironmentScope {
  tenantId: string;
  environment: Environment;
}

export interface CredentialParts {
  store: Store;
  sealer: Sealer;
  clock: Clock;
  /** Private targets that the configuration opens for every tenant: for development. */
  rulesForAll: readonly EgressRule[];
  /** Whether operators gave the platform an AWS identity that may assume tenants' roles. */
  awsIdentity: { arn: string } | null;
  /** Where it stands what operators stopped, and what is locked. */
  snapshot: Pick<Snapshot, 'stops' | 'pluggedIn'>;
  /** Whether the built-in sandbox may be connected. */
  sandbox: boolean;
}

/** A credential with what may be shown of its secrets, and what was noticed while it was read. */
export interface CredentialView {
  record: CredentialRecord;
  secrets: SealedSecret[];
  healed: Healing[];
  warnings: Warning[];
}

/** What is to be in force together with new secrets, or not at all. */
export type Alongside = (
  tenant: TenantRepositories,
  audit: (entry: AuditEntry) => void,
  stored: { record: CredentialRecord; secrets: SealedSecret[] },
) => Promise<void>;

const nothingMore: Alongside = async () => undefined;

export async function createCredential(
  parts: CredentialParts,
  act: AuditedAct,
  scope: EnvironmentScope,
  body: CreateCredentialBody,
  alongside: Alongside = nothingMore,
): Promise<CredentialView> {
  const rules = await rulesOfEnterprise(parts, scope);
  const prepared = prepare(body, { environment: scope.environment, rules, sandbox: parts.sandbox });
  const now = parts.clock();
  const id = uuidV7(now);
  const record = newRecord(parts, scope, id, body, prepared, now);
  const secrets = await sealSecrets(
    parts.sealer,
    record,
    record.secretVersion,
    prepared.secrets,
    prepared.connection,
    now,
  );
  const stored = await parts.store.changeInTenant(scope, act, async (tenant, audit) => {
    if (body.agent_id !== undefined && !(await tenant.agents.hold(body.agent_id))) {
      throw new PlugboardError('agent_not_found');
    }
    const inserted = await insertUnderFreeId(tenant, record, secrets, body.provider_id);
    audit({
      action: 'credential.created',
      target: { kind: 'credential', id },
      environment: scope.environment,
      detail: {
        name: record.name,
        provider_id: inserted.providerId,
        auth: record.variant,
        hosts: hostsOf(secrets),
      },
    });
    await alongside(tenant, audit, { record: inserted, secrets });
    const outside = listLockWarnings(await tenant.lock.find(), inserted, prepared.connection);
    return { record: inserted, warnings: [...prepared.warnings, ...outside] };
  });
  return { ...stored, secrets, healed: prepared.healed };
}

function newRecord(
  parts: CredentialParts,
  scope: EnvironmentScope,
  id: string,
  body: CreateCredentialBody,
  prepared: Prepared,
  now: number,
): CredentialRecord {
  const { chosen } = prepared;
  return {
    ...scope,
    id,
    providerId: '',
    name: body.name,
    credsType: body.creds_type,
    catalogueId: chosen?.provider.id ?? '',
    variant: chosen?.variant.id ?? 'api_key',
    provider: chosen && !isAssumed(body, chosen) ? chosen.provider.provider : null,
    agentId: body.agent_id ?? null,
    settings: { ...prepared.settings, ...ownSettings(parts, prepared, id) },
    enabled: true,
    order: 0,
    expiresAt: body.expires_at === undefined ? null : Date.parse(body.expires_at),
    dataRegion: body.data_region ?? null,
    status: 'untested',
    statusDetail: null,
    secretVersion: 1,
    lastCheckedAt: null,
    lastUsedAt: null,
    createdAt: now,
    updatedAt: now,
  };
}

/** What we add to a role: an external id of our own making, so that nobody can lend us a role that is not theirs. */
function ownSettings(
  { awsIdentity }: CredentialParts,
  { chosen }: Prepared,
  id: string,
): Record<string, string> {
  if (chosen?.variant.id !== 'aws_role') return {};
  if (!awsIdentity) {
    throw invalid([
      {
        field: 'aws_role_arn',
        detail: 'cannot be used here: the platform has no AWS identity to assume roles with',
      },
    ]);
  }
  return { external_id: `plugboard-${id}` };
}

async function insertUnderFreeId(
  tenant: TenantRepositories,
  record: CredentialRecord,
  secrets: SealedSecret[],
  wished: string | undefined,
): Promise<CredentialRecord> {
  if (wished !== undefined) {
    if (isReservedProviderId(wished)) throw new PlugboardError('reserved_id');
    const named = { ...record, providerId: wished };
    if (!(await tenant.credentials.insert(named, secrets))) throw new PlugboardError('id_taken');
    return named;
  }
  for (const providerId of proposeProviderIds(record.name)) {
    const named = { ...record, providerId };
    if (await tenant.credentials.insert(named, secrets)) return named;
  }
  throw new Error('The proposals for an id have no end');
}

export async function getCredential(
  store: Store,
  scope: EnvironmentScope,
  id: string,
): Promise<{ record: CredentialRecord; secrets: SealedSecret[] }> {
  return store.readInTenant(scope, (tenant) => readCredential(tenant, id));
}

async function readCredential(
  { credentials }: TenantRepositories,
  id: string,
): Promise<{ record: CredentialRecord; secrets: SealedSecret[] }> {
  const record = await credentials.find(id);
  if (!record) throw new PlugboardError('credential_not_found');
  return { record, secrets: await credentials.listSecrets(id, record.secretVersion) };
}

/** The same for whoever looks from an agent: what that does not see is not there. */
export async function viewCredential(
  store: Store,
  scope: ViewScope,
  id: string,
): Promise<{ record: CredentialRecord; secrets: SealedSecret[] }> {
  return store.readInTenant(scope, async (tenant) => {
    const found = await readCredential(tenant, id);
    if (!isSeen(await findAgentView(tenant, scope), found.record)) {
      throw new PlugboardError('credential_not_found');
    }
    return found;
  });
}

export async function listCredentials(
  store: Store,
  scope: ViewScope,
  page: Page,
): Promise<PageOf<CredentialView>> {
  return store.readInTenant(scope, async (tenant) => {
    const { credentials } = tenant;
    const seenBy = await findAgentView(tenant, scope);
    const listed = await credentials.list(page, seenBy ? { seenBy } : {});
    const items: CredentialView[] = [];
    for (const record of listed.items) {
      const secrets = await credentials.listSecrets(record.id, record.secretVersion);
      items.push({ record, secrets, healed: [], warnings: [] });
    }
    return { ...listed, items };
  });
}

export async function deleteCredential(
  { store }: Pick<CredentialParts, 'store'>,
  act: Act,
  scope: EnvironmentScope,
  id: string,
  cascade: boolean,
): Promise<void> {
  await store.changeInTenant(scope, act, async (tenant, audit) => {
    const record = await tenant.credentials.find(id);
    if (!record) throw new PlugboardError('credential_not_found');
    const dependents = await tenant.modelConfigs.listOfCredential(id);
    if (dependents.length > 0 && !cascade) throw inUse(dependents);
    await removeCredential(tenant, audit, record);
  });
}

function inUse(dependents: ModelConfigRecord[]): PlugboardError {
  return new PlugboardError('credential_in_use', {
    detail: `Model configs still refer to this credential: ${dependents.map((config) => config.name).join(', ')}.`,
    errors: dependents.map((config) => ({ field: config.id, detail: config.name })),
  });
}

/** Own models are what `enterprise` buys; the rules that operators gave this tenant come along. */
export async function rulesOfEnterprise(
  { store, rulesForAll }: Pick<CredentialParts, 'store' | 'rulesForAll'>,
  scope: EnvironmentScope,
): Promise<EgressRule[]> {
  return store.readInTenant(scope, async (tenant) => {
    const { plan } = (await tenant.findTenant()) ?? {};
    if (plan !== 'enterprise') throw new PlugboardError('plan_required');
    return [...rulesForAll, ...(await tenant.listEgressRules())];
  });
}

/** The same on any plan: to look at an endpoint costs nothing yet. */
export async function rulesFor(
  { store, rulesForAll }: Pick<CredentialParts, 'store' | 'rulesForAll'>,
  scope: EnvironmentScope,
): Promise<EgressRule[]> {
  const own = await store.readInTenant(scope, (tenant) => tenant.listEgressRules());
  return [...rulesForAll, ...own];
}

export function hostsOf(secrets: readonly SealedSecret[]): string[] {
  return [...new Set(secrets.flatMap((secret) => secret.origins))].toSorted();
}
