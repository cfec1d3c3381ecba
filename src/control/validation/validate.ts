import { setTimeout as pause } from 'node:timers/promises';
import type { CreateCredentialBody } from '../../contract/credentials.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { CredentialRecord, FeatureRecord, ModelCapabilities } from '../../kernel/records.ts';
import { type Scrubber, Secret } from '../../kernel/secret.ts';
import { hostsOf } from '../../providers/hosts-of.ts';
import type { Healing, ProviderName, Warning } from '../../providers/provider.ts';
import { bindProvider } from '../credentials/bind-provider.ts';
import {
  type CredentialParts,
  type EnvironmentScope,
  rulesOfEnterprise,
} from '../credentials/credentials.ts';
import { refuseLocked } from '../credentials/locked.ts';
import { OpenCredential, openCredential } from '../credentials/open-credential.ts';
import { invalid, prepare } from '../credentials/prepare.ts';
import { refuseStopped } from '../credentials/stopped.ts';
import { tellStatus } from '../notifications/tell-credential.ts';
import type { Act, TenantRepositories } from '../ports.ts';
import { climb, type Outcome } from './climb.ts';
import type { ClimbParts, Rung, Target } from './rung.ts';

export interface ValidateParts extends CredentialParts {
  climb: ClimbParts;
  scrubber: Scrubber;
}

export interface ValidateWish {
  provider: ProviderName | undefined;
  model: string | undefined;
  isEmbedding: boolean;
  full: boolean;
  /** Does without where another check runs: that one finds out the same. */
  yields?: true;
  signal: AbortSignal;
  onRung: (rung: Rung) => void;
}

/**
 * Checks a stored credential; one check of a credential runs at a time, on whichever replica. Whoever comes meanwhile
 * waits for it a while, and then checks: what the other one asked for may not be what this one asks for.
 */
export async function validateStored(
  parts: ValidateParts,
  act: Act,
  scope: EnvironmentScope,
  id: string,
  wish: ValidateWish,
): Promise<Outcome> {
  const rules = await rulesOfEnterprise(parts, scope);
  const { record, secrets } = await bindProvider(parts, act, scope, id, wish.provider);
  refuseStopped(parts.snapshot, record);
  refuseLocked(parts.snapshot, record, wish.model);
  // Whatever the provider says to a call without the secrets, it says nothing of the account.
  if (record.status === 'needs_reentry') throw new PlugboardError('needs_reentry');
  return oneAtATime(parts, scope, id, wish, async () => {
    const features = await parts.store.readInTenant(scope, readFeatures);
    const open = await openCredential(parts.sealer, record, secrets, rules);
    try {
      const outcome = await climb(parts.climb, targetOf(open, wish), features, wish.onRung);
      // A run that was cancelled has found out nothing.
      if (!wish.signal.aborted) await noteOutcome(parts, scope, record, outcome, wish.model);
      return outcome;
    } finally {
      open.close();
    }
  });
}

/** The same for a credential that nobody saved: nothing of it is stored, sealed or logged. */
export async function validateUnsaved(
  parts: ValidateParts,
  scope: EnvironmentScope,
  body: CreateCredentialBody,
  wish: ValidateWish,
): Promise<{ outcome: Outcome; healed: Healing[]; warnings: Warning[] }> {
  const rules = await rulesOfEnterprise(parts, scope);
  if (body.provider !== undefined && wish.provider !== undefined && body.provider !== wish.provider) {
    throw new PlugboardError('credential_bound');
  }
  const provider = body.provider ?? wish.provider;
  const prepared = prepare(
    { ...body, ...(provider !== undefined && { provider }) },
    { environment: scope.environment, rules, sandbox: parts.sandbox },
  );
  const { chosen, connection, settings } = prepared;
  if (!chosen || !connection) {
    throw invalid([{ field: 'provider', detail: 'is required: nothing says whose key this is' }]);
  }
  refuseStopped(parts.snapshot, { ...scope, hosts: hostsOf(connection) });
  const account = { catalogueId: chosen.provider.id, variant: chosen.variant.id, settings };
  refuseLocked(parts.snapshot, { ...scope, ...account, dataRegion: body.data_region ?? null }, wish.model);
  const features = await parts.store.readInTenant(scope, readFeatures);
  const secrets = new Map(
    Object.entries(prepared.secrets).map(([field, value]) => [field, new Secret(value)]),
  );
  for (const secret of secrets.values()) parts.scrubber.add(secret);
  const cacheKey = `unsaved/${crypto.randomUUID()}`;
  const open = new OpenCredential({
    cacheKey,
    provider: chosen.provider,
    settings,
    connection,
    secrets,
    rules,
    // They were just typed in: nobody holds them.
    sealer: { release: () => undefined },
  });
  try {
    const outcome = await climb(parts.climb, targetOf(open, wish), features, wish.onRung);
    return { outcome, healed: prepared.healed, warnings: prepared.warnings };
  } finally {
    parts.climb.transport.forget(cacheKey);
    for (const secret of secrets.values()) parts.scrubber.remove(secret);
  }
}

function targetOf(credential: OpenCredential, { model, isEmbedding, full, signal }: ValidateWish): Target {
  return { credential, model, isEmbedding, full, signal };
}

export async function readFeatures(tenant: TenantRepositories): Promise<FeatureRecord[]> {
  const features: FeatureRecord[] = [];
  let after: string | undefined;
  do {
    const page = await tenant.features.list({
      limit: limits.lists.limitMax,
      ...(after !== undefined && { after }),
    });
    features.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return features;
}

async function oneAtATime<T>(
  { store, clock }: ValidateParts,
  scope: EnvironmentScope,
  id: string,
  { signal, yields }: Pick<ValidateWish, 'signal' | 'yields'>,
  work: () => Promise<T>,
): Promise<T> {
  const { leaseMs, waitMs, lookEveryMs } = limits.checks;
  const begin = () => {
    const now = clock();
    return store.noteInTenant(scope, ({ credentials }) => credentials.beginCheck(id, now, now + leaseMs));
  };
  const until = clock() + waitMs;
  while (!(await begin())) {
    if (yields || signal.aborted || clock() >= until) throw new PlugboardError('check_running');
    await pause(lookEveryMs);
  }
  try {
    return await work();
  } finally {
    await store.noteInTenant(scope, ({ credentials }) => credentials.endCheck(id));
  }
}

async function noteOutcome(
  { store, clock }: ValidateParts,
  scope: EnvironmentScope,
  record: CredentialRecord,
  { health, error, valid, capabilities }: Outcome,
  model: string | undefined,
): Promise<void> {
  const status = record.enabled ? (health ?? record.status) : 'disabled';
  const detail = valid === true ? null : error;
  await store.noteInTenant(scope, async (tenant) => {
    const { credentials, modelConfigs } = tenant;
    const checkedAt = clock();
    const stored = await credentials.find(record.id);
    await credentials.setStatus(record, { status, detail, checkedAt });
    if (stored?.secretVersion === record.secretVersion) await tellStatus(tenant, stored, status, checkedAt);
    if (!capabilities) return;
    for (const config of await modelConfigs.listOfCredential(record.id)) {
      if ((config.deploymentName ?? config.modelName) !== model) continue;
      const held = await modelConfigs.hold(config.id);
      // What an administrator said stands, also meanwhile; a probe fills in what nobody said.
      if (held) await modelConfigs.update({ ...held, capabilities: fillIn(held.capabilities, capabilities) });
    }
  });
}

function fillIn(said: ModelCapabilities, probed: ModelCapabilities): ModelCapabilities {
  return {
    streaming: said.streaming ?? probed.streaming,
    tools: said.tools ?? probed.tools,
    json: said.json ?? probed.json,
    contextTokens: said.contextTokens ?? probed.contextTokens,
  };
}
