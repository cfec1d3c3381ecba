import { PlugboardError } from '../../kernel/errors.ts';
import { findPolicy } from '../../kernel/failure-policy.ts';
import { limits } from '../../kernel/limits.ts';
import type { ModelConfigRecord } from '../../kernel/records.ts';
import { patchCredential } from '../credentials/change-credential.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import { invalid } from '../credentials/prepare.ts';
import { consentWithin } from '../fallback/consent.ts';
import { putFailurePolicy } from '../fallback/put-policy.ts';
import { deleteConfigWithin, updateModelConfig } from '../model-configs.ts';
import type { TenantRepositories } from '../ports.ts';
import { removeCredential } from '../remove-credential.ts';
import { type Deeded, type DeedWork, targetOf } from './deeds.ts';
import { type Doer, sideOf } from './doer.ts';
import { findTarget, getTarget, isId, type Target } from './find-target.ts';
import { isClosed, stateAfter } from './life.ts';
import { readRequest } from './requests.ts';
import { type Held, type RequestParts, takeStepIn } from './step.ts';
import { getEnvironment } from './work-on.ts';

/** A configuration is a model config where one is named, and else all that is on the credential. */
export async function setEnabled(work: DeedWork): Promise<Deeded> {
  const { parts, doer, scope, body, request } = work;
  const enabled = body.enabled ?? request.details?.enabled;
  if (enabled === undefined) {
    throw invalid([{ field: 'enabled', detail: 'is required: the request says it in words only' }]);
  }
  const { config, credential } = await targetOf(work);
  if (config) await updateModelConfig(parts.credentials, doer.act, scope, config.id, { enabled });
  else if (credential.enabled !== enabled) {
    await patchCredential(parts.credentials, doer.act, scope, credential.id, { enabled });
  }
  const detail = config ? { llm_config_id: config.id } : { llm_credentials_id: credential.id };
  return { detail: { ...detail, enabled }, configIds: config ? [config.id] : [], isChecked: false };
}

/** What a removal breaks: for its preview, and to be confirmed before it is done. */
export interface RemovalPreview {
  configs: ModelConfigRecord[];
  /** Whether the credential goes with them. */
  isWhole: boolean;
  conversations: { count: number; newest: { id: string; configId: string; updatedAt: number }[] };
  features: string[];
}

/** By both sides, while it can still be done: whoever is of the tenant sees no other environment than its own in it. */
export async function previewRemoval(
  parts: RequestParts,
  doer: Doer,
  tenantId: string,
  id: string,
  wished: string | undefined,
): Promise<RemovalPreview> {
  const { request, environments } = await readRequest(parts, doer, tenantId, id);
  if (request.change !== 'remove' || isClosed(request.state)) {
    const detail = 'Only a removal that is not at its end has a preview.';
    throw new PlugboardError('service_request_state', { detail });
  }
  const { environment } = getEnvironment(environments, undefined);
  if (sideOf(doer) === 'tenant') {
    if (wished !== undefined) throw invalid([{ field: 'target_id', detail: 'is for operators' }]);
    if (doer.home !== environment) {
      const detail = `This is for administrators of ${environment} to see.`;
      throw new PlugboardError('forbidden', { detail });
    }
  }
  const reference = wished ?? request.target;
  if (reference === null) {
    throw invalid([{ field: 'target_id', detail: 'is required: the request names none' }]);
  }
  const scope = { tenantId, environment };
  const target = await getTarget(parts.store, scope, reference);
  return parts.store.readInTenant(scope, (tenant) => listBroken(tenant, target, parts.clock()));
}

async function listBroken(
  { modelConfigs, conversations, assignments }: TenantRepositories,
  { config, credential }: Target,
  now: number,
): Promise<RemovalPreview> {
  const configs = config ? [config] : await modelConfigs.listOfCredential(credential.id);
  const ids = configs.map(({ id }) => id);
  const assigned = (await assignments.list()).filter(
    ({ configId }) => configId !== null && ids.includes(configId),
  );
  return {
    configs,
    isWhole: config === null,
    conversations: await conversations.listOfConfigs(ids, now, limits.serviceRequests.previewRows),
    features: assigned.map(({ featureId }) => featureId),
  };
}

/** Conversations that were begun on it show an error from then on; whoever confirms has seen how many they are. */
export async function remove(work: DeedWork): Promise<Deeded> {
  const { parts, scope, body, request } = work;
  const { target: named } = request;
  const deeded = { configIds: [], isChecked: false };
  // By its id, never by its name: what is called otherwise by now is there still.
  const isGone =
    body.target_id === undefined &&
    named !== null &&
    isId(named) &&
    !(await findTarget(parts.store, scope, named));
  // Somebody removed it before: it is gone, as was asked.
  if (isGone) return { ...deeded, detail: { removed: named } };
  const target = await targetOf(work);
  const within = (held: Held) => removeWithin(held, target, body.confirm_conversations);
  return { ...deeded, detail: {}, within };
}

async function removeWithin(
  { tenant, audit, now }: Held,
  target: Target,
  confirmed: number | undefined,
): Promise<Record<string, unknown>> {
  const { configs, conversations } = await listBroken(tenant, target, now);
  if (confirmed !== conversations.count) {
    throw new PlugboardError('confirmation_required', {
      detail: `${conversations.count} conversation(s) go on with what is removed and will show an error. Send that number as \`confirm_conversations\`.`,
    });
  }
  const { config, credential } = target;
  if (config) await deleteConfigWithin(tenant, audit, config.id);
  else await removeCredential(tenant, audit, credential);
  const removed = config ? { llm_config_id: config.id } : { llm_credentials_id: credential.id };
  return { ...removed, names: configs.map(({ name }) => name), conversations: conversations.count };
}

/** By the consent that the tenant’s own administrator gave; an operator’s wish is none. */
export async function allowManaged({ parts, doer, scope }: DeedWork): Promise<Deeded> {
  const policies = await parts.store.readInTenant(scope, ({ failurePolicies }) => failurePolicies.list());
  const policy = findPolicy(policies, null);
  if (!policy?.consent) {
    const detail = 'The tenant’s own administrator must approve the request first.';
    throw new PlugboardError('consent_required', { detail });
  }
  await putFailurePolicy(
    parts,
    doer.act,
    { ...scope, agentId: null },
    {
      policy: 'managed',
      targets: policy.targets,
      targets_for_named: policy.targetsForNamed,
      managed_on: policy.managedOn,
      hold_s: policy.holdSeconds,
      deadline_s: policy.deadlineSeconds,
      ...(policy.maxAttempts !== null && { max_attempts: policy.maxAttempts }),
    },
  );
  return { detail: { policy: 'managed' }, configIds: [], isChecked: false };
}

/** The consent itself, in the environment that the request names and by somebody who is at home there. */
export async function approveRequest(
  parts: RequestParts,
  doer: Doer,
  home: EnvironmentScope,
  id: string,
): Promise<void> {
  const { tenantId } = home;
  const { request, environments } = await readRequest(parts, doer, tenantId, id);
  stateAfter(request, 'approve', sideOf(doer));
  const [asked] = environments;
  if (asked && asked.environment !== home.environment) {
    const detail = `An administrator of ${asked.environment} must approve this.`;
    throw new PlugboardError('consent_required', { detail });
  }
  await takeStepIn(parts, doer, home, id, 'approve', async ({ tenant, audit }) => {
    await consentWithin(parts, tenant, audit, doer.act, { ...home, agentId: null });
    return {
      environment: home.environment,
      detail: { consent: 'data_leaves_network' },
      tellsOperators: 'service_request.changed_by_tenant',
    };
  });
}
