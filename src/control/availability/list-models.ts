import type { Clock } from '../../kernel/clock.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { uuidV7 } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import type { AvailabilityRecord } from '../../kernel/notifications.ts';
import type { CredentialRecord, ModelConfigRecord } from '../../kernel/records.ts';
import { pick } from '../credentials/choose-variant.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import type { ListingSchedule } from '../notification-ports.ts';
import { tell } from '../notifications/tell.ts';
import type { Act, TenantRepositories } from '../ports.ts';
import { type ValidateParts, validateStored } from '../validation/validate.ts';

/** Once a day each account in use is asked what it lists; whoever takes a turn from the schedule asks alone. */
export async function listModelsInUse(
  parts: ValidateParts,
  schedule: ListingSchedule,
  signal: AbortSignal,
): Promise<void> {
  const { everyMs, atATime, atOnce } = limits.listings;
  const due = await schedule.claim({ now: parts.clock(), everyMs, limit: atATime });
  const one = async () => {
    for (let next = due.pop(); next && !signal.aborted; next = due.pop())
      await listModels(parts, next, signal);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

async function listModels(
  parts: ValidateParts,
  { tenantId, environment, id }: EnvironmentScope & Pick<CredentialRecord, 'id'>,
  signal: AbortSignal,
): Promise<void> {
  const scope = { tenantId, environment };
  const act: Act = {
    actor: { kind: 'system', id: 'listing', role: 'system' },
    requestId: `listing_${uuidV7(parts.clock())}`,
  };
  const wish = {
    provider: undefined,
    model: undefined,
    isEmbedding: false,
    full: false,
    signal,
    onRung: () => undefined,
  };
  try {
    const { models } = await validateStored(parts, act, scope, id, wish);
    // An account that lists nothing, to this key or today, says nothing of its models.
    const listed = models.length > 0 ? new Set(models) : undefined;
    await parts.store.noteInTenant(scope, (tenant) => noteListing(tenant, scope, id, listed, parts.clock));
  } catch (error) {
    // Deleted meanwhile, checked by somebody else right now, of a plan without own accounts: again tomorrow.
    if (!(error instanceof PlugboardError)) throw error;
  }
}

async function noteListing(
  tenant: TenantRepositories,
  scope: EnvironmentScope,
  credentialId: string,
  listed: ReadonlySet<string> | undefined,
  clock: Clock,
): Promise<void> {
  const credential = await tenant.credentials.find(credentialId);
  if (!credential) return;
  const configs = await tenant.modelConfigs.listOfCredential(credentialId);
  const known = await tenant.availability.list(configs.map(({ id }) => id));
  for (const config of configs) {
    const before = known.find(({ configId }) => configId === config.id);
    const now = clock();
    const after = judge(config, before, isListed(config, listed), retirementOf(credential, config), now);
    if (!after) continue;
    await tenant.availability.put(after);
    await tellOf(tenant, scope, config, before, after, now);
  }
}

/** By the name that calls send, or by the model behind a deployment: which of them is listed is the provider’s custom. */
function isListed(
  { modelName, deploymentName }: ModelConfigRecord,
  listed: ReadonlySet<string> | undefined,
): boolean | undefined {
  if (!listed) return undefined;
  return listed.has(modelName) || (deploymentName !== null && listed.has(deploymentName));
}

function retirementOf(
  { catalogueId, variant }: CredentialRecord,
  { modelName }: ModelConfigRecord,
): string | null {
  return pick(catalogueId, variant).provider.retirements?.[modelName] ?? null;
}

/** Undefined where there is nothing to write down. Only what was listed once can go missing. */
export function judge(
  { id: configId }: Pick<ModelConfigRecord, 'id'>,
  before: AvailabilityRecord | undefined,
  isThere: boolean | undefined,
  retiresOn: string | null,
  now: number,
): AvailabilityRecord | undefined {
  const wasThere = before !== undefined && before.state !== 'unknown';
  const missed = isThere === false && wasThere ? before.missed + 1 : isThere ? 0 : (before?.missed ?? 0);
  const state = stateOf({ isThere, wasThere, missed, retiresOn, before });
  const same = before?.state === state && before.missed === missed && before.retiresOn === retiresOn;
  if (same || (!before && state === 'unknown')) return undefined;
  return { configId, state, since: before?.state === state ? before.since : now, retiresOn, missed };
}

function stateOf({
  isThere,
  wasThere,
  missed,
  retiresOn,
  before,
}: {
  isThere: boolean | undefined;
  wasThere: boolean;
  missed: number;
  retiresOn: string | null;
  before: AvailabilityRecord | undefined;
}): AvailabilityRecord['state'] {
  if (wasThere && missed >= limits.listings.missedMax) return 'missing';
  if (retiresOn !== null) return 'retiring';
  if (isThere) return 'listed';
  return before?.state === 'retiring' ? 'listed' : (before?.state ?? 'unknown');
}

async function tellOf(
  tenant: TenantRepositories,
  scope: EnvironmentScope,
  config: ModelConfigRecord,
  before: AvailabilityRecord | undefined,
  after: AvailabilityRecord,
  now: number,
): Promise<void> {
  const { id, name, modelName } = config;
  const facts = { config_id: id, name, model_name: modelName };
  if (after.state === 'missing' && before?.state !== 'missing') {
    await tell(tenant, scope, 'model.gone', now, facts, `gone/${id}/${after.since}`);
  }
  if (after.state === 'retiring' && after.retiresOn !== null) {
    const more = { ...facts, retires_on: after.retiresOn };
    await tell(tenant, scope, 'model.retiring', now, more, `retiring/${id}/${after.retiresOn}`);
  }
}
