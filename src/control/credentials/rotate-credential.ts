import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { CredentialRecord, ModelConfigRecord, SealedSecret } from '../../kernel/records.ts';
import type { Healing, Warning } from '../../providers/provider.ts';
import { tellStatus } from '../notifications/tell-credential.ts';
import type { AuditedAct } from '../ports.ts';
import { differences } from '../tenants.ts';
import { climb, type Outcome } from '../validation/climb.ts';
import type { Target } from '../validation/rung.ts';
import type { ValidateParts } from '../validation/validate.ts';
import {
  type AuthenticationFields,
  keptSettings,
  readChanged,
  refuseMovedSecrets,
} from './change-credential.ts';
import { type Alongside, type EnvironmentScope, getCredential, rulesOfEnterprise } from './credentials.ts';
import { holdCredential } from './hold-credential.ts';
import { refuseLocked } from './locked.ts';
import { openCredential } from './open-credential.ts';
import { invalid, type Prepared } from './prepare.ts';
import { originsOf, sealSecrets } from './seal-secrets.ts';
import { refuseStopped } from './stopped.ts';

export interface Probe {
  /** Null: the account as a whole, where no model config uses it. */
  config: ModelConfigRecord | null;
  outcome: Outcome;
}

export interface Rotation {
  promoted: boolean;
  probes: Probe[];
  record: CredentialRecord;
  secrets: SealedSecret[];
  /** From when on no call of ours can still use the old secret. */
  oldUnusedFrom: number | null;
  healed: Healing[];
  warnings: Warning[];
}

interface Watch {
  signal: AbortSignal;
  /** Told of each as it ends. */
  onProbe: (probe: Probe) => void;
  /** Whom to ask where no model config uses the account. */
  model?: string | null;
  alongside?: Alongside;
}

/**
 * The new secrets are staged beside the old ones, tried with every model in use, and take over in one step or not at
 * all. Calls go on with the old ones meanwhile; a crash in the middle leaves the old ones in force.
 */
export async function rotateCredential(
  parts: ValidateParts,
  act: AuditedAct,
  scope: EnvironmentScope,
  id: string,
  fields: AuthenticationFields,
  watch: Watch,
): Promise<Rotation> {
  const { record, stored, prepared } = await readAnew(parts, scope, id, fields);
  refuseOtherHosts(prepared, stored);
  const settings = { ...record.settings, ...prepared.settings };
  const action = 'credential.rotated';
  return takeOver(parts, act, scope, { action, record, stored, prepared, settings }, watch);
}

/** The same for an account that goes elsewhere from then on, for which all of its secrets are entered again. */
export async function moveCredential(
  parts: ValidateParts,
  act: AuditedAct,
  scope: EnvironmentScope,
  id: string,
  fields: AuthenticationFields,
  watch: Watch,
): Promise<Rotation> {
  const { record, stored, prepared, kept } = await readAnew(parts, scope, id, fields);
  const moved = refuseMovedSecrets(prepared, kept);
  const settings = { ...moved.settings, ...keptSettings(record) };
  const action = 'credential.replaced';
  return takeOver(parts, act, scope, { action, record, stored, prepared: moved, settings }, watch);
}

async function readAnew(
  parts: ValidateParts,
  scope: EnvironmentScope,
  id: string,
  fields: AuthenticationFields,
): Promise<Pick<Succession, 'record' | 'stored' | 'prepared'> & { kept: SealedSecret[] }> {
  const rules = await rulesOfEnterprise(parts, scope);
  const { record, secrets: stored } = await getCredential(parts.store, scope, id);
  if (record.catalogueId === '')
    throw invalid([{ field: 'provider', detail: 'nothing says yet whose key this is' }]);
  const ground = { environment: scope.environment, rules, sandbox: parts.sandbox };
  return { record, stored, ...(await readChanged(parts.sealer, record, stored, fields, ground)) };
}

/** What is in force, and what is to follow it. */
interface Succession {
  action: 'credential.rotated' | 'credential.replaced';
  record: CredentialRecord;
  stored: SealedSecret[];
  prepared: Prepared;
  settings: CredentialRecord['settings'];
}

async function takeOver(
  parts: ValidateParts,
  act: AuditedAct,
  scope: EnvironmentScope,
  { action, record, stored, prepared, settings }: Succession,
  watch: Watch,
): Promise<Rotation> {
  const { healed, warnings } = prepared;
  const version = record.secretVersion + 1;
  const now = parts.clock();
  const next: CredentialRecord = { ...record, settings };
  refuseStopped(parts.snapshot, next);
  refuseLocked(parts.snapshot, next);
  const staged = await sealSecrets(parts.sealer, record, version, prepared.secrets, prepared.connection, now);
  const isStaged = await parts.store.noteInTenant(scope, ({ credentials }) =>
    credentials.stage(record, version, staged),
  );
  if (!isStaged) throw new PlugboardError('changed_meanwhile');
  const probes = await probeAll(parts, scope, next, staged, version, watch);
  // What was cut off in the middle has shown nothing.
  const promoted = !watch.signal.aborted && probes.every(({ outcome }) => outcome.valid !== false);
  if (!promoted) {
    await parts.store.changeInTenant(scope, act, async ({ credentials }, audit) => {
      await credentials.dropStaged(record.id);
      audit(auditOf(record, 'credential.rotation_failed', probes));
    });
    return { promoted, probes, record, secrets: stored, oldUnusedFrom: null, healed, warnings };
  }
  // Where nothing could be asked (a key that may not list, no model in use) nothing was shown either.
  const shown = probes.some(({ outcome }) => outcome.valid === true) ? 'healthy' : 'untested';
  const after = await parts.store.changeInTenant(scope, act, async (tenant, audit) => {
    const held = await holdCredential(tenant, record);
    const status = held.enabled ? shown : 'disabled';
    const promotion = {
      settings,
      secretVersion: version,
      status,
      statusDetail: null,
      updatedAt: now,
    } as const;
    const promoted: CredentialRecord = { ...held, ...promotion };
    await tenant.credentials.update(promoted, staged, record.secretVersion);
    await tellStatus(tenant, record, status, now);
    audit(auditOf(record, action, probes, settings));
    await watch.alongside?.(tenant, audit, { record: promoted, secrets: staged });
    return promoted;
  });
  const oldUnusedFrom = parts.clock() + limits.snapshot.pollEveryMs + limits.checks.callLongestMs;
  return { promoted, probes, record: after, secrets: staged, oldUnusedFrom, healed, warnings };
}

/** A rotation changes secrets, never where they go: that is a change of the credential, and asks for more. */
function refuseOtherHosts({ connection }: Prepared, stored: readonly SealedSecret[]): void {
  const moved = stored.filter(
    ({ field, origins }) => originsOf(connection, field).toSorted().join() !== [...origins].toSorted().join(),
  );
  if (moved.length > 0) {
    throw invalid(
      moved.map(({ field }) => ({
        field,
        detail: 'would go to another host: change the credential instead',
      })),
    );
  }
}

async function probeAll(
  parts: ValidateParts,
  scope: EnvironmentScope,
  record: CredentialRecord,
  staged: readonly SealedSecret[],
  version: number,
  { signal, onProbe, model }: Watch,
): Promise<Probe[]> {
  const rules = await rulesOfEnterprise(parts, scope);
  const configs = await parts.store.readInTenant(scope, ({ modelConfigs }) =>
    modelConfigs.listOfCredential(record.id),
  );
  const inUse = configs.filter((config) => config.enabled);
  const open = await openCredential(parts.sealer, record, staged, rules, version);
  try {
    const probes: Probe[] = [];
    for (const config of inUse.length > 0 ? inUse : [null]) {
      const target: Target = {
        credential: open,
        model: config ? (config.deploymentName ?? config.modelName) : (model ?? undefined),
        isEmbedding: config?.isEmbedding ?? false,
        full: false,
        signal,
      };
      const probe = { config, outcome: await climb(parts.climb, target, [], () => undefined) };
      onProbe(probe);
      probes.push(probe);
    }
    return probes;
  } finally {
    open.close();
    parts.climb.transport.forget(open.cacheKey);
  }
}

function auditOf(record: CredentialRecord, action: string, probes: Probe[], after = record.settings) {
  return {
    action,
    target: { kind: 'credential', id: record.id },
    environment: record.environment,
    detail: {
      name: record.name,
      ...differences({ settings: record.settings }, { settings: after }),
      probes: probes.map(({ config, outcome }) => ({ config: config?.name ?? null, valid: outcome.valid })),
    },
  };
}
