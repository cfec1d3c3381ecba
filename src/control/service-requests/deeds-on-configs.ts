import { PlugboardError } from '../../kernel/errors.ts';
import { findPolicy } from '../../kernel/failure-policy.ts';
import { limits } from '../../kernel/limits.ts';
import type { ModelConfigRecord } from '../../kernel/records.ts';
import { patchCredential } from '../credentials/change-credential.ts';
import { deleteCredential, type EnvironmentScope } from '../credentials/credentials.ts';
import { invalid } from '../credentials/prepare.ts';
import { consentWithin } from '../fallback/consent.ts';
import { putFailurePolicy } from '../fallback/put-policy.ts';
import { deleteModelConfig, updateModelConfig } from '../model-configs.ts';
import { type Deeded, type DeedWork, targetOf } from './deeds.ts';
import { type Doer, sideOf } from './doer.ts';
import { findTarget, type Target } from './find-target.ts';
import { stateAfter } from './life.ts';
import { readRequest } from './requests.ts';
import { type RequestParts, takeStepIn } from './step.ts';

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

export async function previewRemoval(
  { store, clock }: Pick<RequestParts, 'store' | 'clock'>,
  scope: EnvironmentScope,
  { config, credential }: Target,
): Promise<RemovalPreview> {
  return store.readInTenant(scope, async ({ modelConfigs, conversations, assignments }) => {
    const configs = config ? [config] : await modelConfigs.listOfCredential(credential.id);
    const ids = configs.map(({ id }) => id);
    const assigned = (await assignments.list()).filter(
      ({ configId }) => configId !== null && ids.includes(configId),
    );
    return {
      configs,
      isWhole: config === null,
      conversations: await conversations.listOfConfigs(ids, clock(), limits.serviceRequests.previewRows),
      features: assigned.map(({ featureId }) => featureId),
    };
  });
}

/** Conversations that were begun on it show an error from then on; whoever confirms has seen how many they are. */
export async function remove(work: DeedWork): Promise<Deeded> {
  const { parts, doer, scope, body, request } = work;
  const { target: named } = request;
  const isGone =
    body.target_id === undefined && named !== null && !(await findTarget(parts.store, scope, named));
  // Killed after the removal and before the request was closed: it is gone, as was asked.
  if (isGone) return { detail: { removed: named }, configIds: [], isChecked: false };
  const target = await targetOf(work);
  const { configs, conversations } = await previewRemoval(parts, scope, target);
  if (body.confirm_conversations !== conversations.count) {
    throw new PlugboardError('confirmation_required', {
      detail: `${conversations.count} conversation(s) go on with what is removed and will show an error. Send that number as \`confirm_conversations\`.`,
    });
  }
  const { config, credential } = target;
  if (config) await deleteModelConfig(parts, doer.act, scope, config.id);
  else await deleteCredential(parts, doer.act, scope, credential.id, true);
  const removed = config ? { llm_config_id: config.id } : { llm_credentials_id: credential.id };
  const detail = { ...removed, names: configs.map(({ name }) => name), conversations: conversations.count };
  return { detail, configIds: [], isChecked: false };
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
