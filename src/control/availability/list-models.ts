import { PlugboardError } from '../../kernel/errors.ts';
import { uuidV7 } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import type { AvailabilityRecord } from '../../kernel/notifications.ts';
import type { CredentialRecord, ModelConfigRecord } from '../../kernel/records.ts';
import type { ListedModel } from '../../providers/provider.ts';
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
    const { listed } = await validateStored(parts, act, scope, id, wish);
    // An account that lists nothing, to this key or today, says nothing of its models.
    if (listed.length === 0) return;
    const byId = new Map(listed.map((model) => [model.id, model]));
    await parts.store.noteInTenant(scope, (tenant) => noteListing(tenant, scope, id, byId, parts.clock()));
  } catch (error) {
    // Deleted meanwhile, checked by somebody else right now, of a plan without own accounts: again tomorrow.
    if (!(error instanceof PlugboardError)) throw error;
  }
}

async function noteListing(
  tenant: TenantRepositories,
  scope: EnvironmentScope,
  credentialId: string,
  listed: ReadonlyMap<string, ListedModel>,
  now: number,
): Promise<void> {
  const configs = await tenant.modelConfigs.listOfCredential(credentialId);
  const known = await tenant.availability.list(configs.map(({ id }) => id));
  for (const config of configs) {
    const before = known.find(({ configId }) => configId === config.id);
    const after = judge(config.id, before, findListed(config, listed), now);
    if (!after) continue;
    await tenant.availability.put(after);
    await tellOf(tenant, scope, config, before, after, now);
  }
}

/** By the name that calls send, or by the model behind a deployment: which of them is listed is the provider’s custom. */
function findListed(
  { modelName, deploymentName }: ModelConfigRecord,
  listed: ReadonlyMap<string, ListedModel>,
): ListedModel | undefined {
  return listed.get(deploymentName ?? modelName) ?? listed.get(modelName);
}

/** Undefined where there is nothing to write down. Only what was listed once can go missing. */
export function judge(
  configId: string,
  before: AvailabilityRecord | undefined,
  listed: Pick<ListedModel, 'retiresOn'> | undefined,
  now: number,
): AvailabilityRecord | undefined {
  if (!listed) return before && withoutIt(before, now);
  const retiresOn = listed.retiresOn ?? null;
  const state = retiresOn === null ? 'listed' : 'retiring';
  const same = before?.state === state && before.retiresOn === retiresOn;
  if (same && before.missed === 0) return undefined;
  return { configId, state, since: before?.state === state ? before.since : now, retiresOn, missed: 0 };
}

function withoutIt(before: AvailabilityRecord, now: number): AvailabilityRecord | undefined {
  if (before.state === 'missing') return undefined;
  const missed = before.missed + 1;
  if (missed < limits.listings.missedMax) return { ...before, missed };
  return { ...before, state: 'missing', since: now, missed };
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
