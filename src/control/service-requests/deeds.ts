import type { CarryOutBody } from '../../contract/service-request-work.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { CredentialRecord, ModelConfigRecord } from '../../kernel/records.ts';
import type { ProviderName } from '../../providers/provider.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import { invalid } from '../credentials/prepare.ts';
import { ensureConfig, getCredentialFor } from './configure.ts';
import type { Doer } from './doer.ts';
import { getTarget, type Target } from './find-target.ts';
import { type CheckingParts, isCallable } from './run-checks.ts';
import type { Held } from './step.ts';
import type { Work } from './work-on.ts';

/** One change that operators carry out, on the credential or the models that it names. */
export interface DeedWork extends Work {
  parts: CheckingParts;
  doer: Doer;
  scope: EnvironmentScope;
  body: CarryOutBody;
}

export interface Deeded {
  detail: Record<string, unknown>;
  /** The model configs that it is about. */
  configIds: string[];
  /** Whether they are to be shown to work before the request is done. */
  isChecked: boolean;
  /** What is done in the very transaction in which the request is; answers more of the detail. */
  within?: (held: Held) => Promise<Record<string, unknown>>;
}

export type Deed = (work: DeedWork) => Promise<Deeded>;

/** What the operator names, or else what the tenant named. */
export async function targetOf({ parts, scope, body, request }: DeedWork): Promise<Target> {
  const reference = body.target_id ?? request.target;
  if (reference === null) {
    throw invalid([{ field: 'target_id', detail: 'is required: the request says it in words only' }]);
  }
  return getTarget(parts.store, scope, reference);
}

/** On the credential that came for it, the one that is named, or that of the configuration beside which it is to stand. */
export async function addModel(work: DeedWork): Promise<Deeded> {
  const { parts, doer, scope, body, request, environment } = work;
  const { details } = request;
  const modelName = body.model_name ?? details?.modelName;
  if (modelName === undefined) {
    throw invalid([{ field: 'model_name', detail: 'is required: the request says it in words only' }]);
  }
  const reference = body.llm_credentials_id ?? environment.credentialId;
  const credential =
    reference === null ? (await targetOf(work)).credential : await getCredentialFor(parts, scope, reference);
  const provider = body.provider ?? (details?.provider as ProviderName | undefined);
  const name = body.name ?? details?.name;
  const wish = {
    model_name: modelName,
    fallbackName: modelName,
    ...(name !== undefined && { name }),
    ...(details?.streaming !== undefined && { streaming: details.streaming }),
  };
  const config = await ensureConfig(parts, doer, scope, credential, wish, provider, environment.configIds);
  const detail = { llm_config_id: config.id, llm_credentials_id: credential.id };
  return { detail, configIds: [config.id], isChecked: true };
}

/** The rotation itself is the deposit’s: the secret is tried there and takes over there. Here it is seen to be done. */
export async function confirmRotation(work: DeedWork): Promise<Deeded> {
  const { credential } = await targetOf(work);
  if (!(await isRotated(work, credential))) {
    throw notHere('The new credentials have not come yet: make a deposit link for them.');
  }
  const detail = { llm_credentials_id: credential.id, secret_version: credential.secretVersion };
  const configs = await listConfigs(work, credential);
  // Where no model is in use, the new secret was tried by the rotation itself and there is nothing to call.
  return { detail, configIds: toIds(configs), isChecked: configs.some(isCallable) };
}

/** By a rotation, since the request was handed in: other changes of the credential keep its secret, and count on too. */
async function isRotated(
  { parts, scope, request, environment }: DeedWork,
  { id, secretVersion }: CredentialRecord,
): Promise<boolean> {
  const { secretVersionBefore: before } = environment;
  if (before !== null && secretVersion <= before) return false;
  const rows = await parts.store.readInTenant(scope, ({ audit }) =>
    audit.listOfTarget({ kind: 'credential', id }, limits.serviceRequests.auditRows),
  );
  return rows.some(
    ({ action, at }) => action === 'credential.rotated' && at >= (request.submittedAt ?? Infinity),
  );
}

export function listConfigs(
  { parts, scope }: DeedWork,
  { id }: CredentialRecord,
): Promise<ModelConfigRecord[]> {
  return parts.store.readInTenant(scope, ({ modelConfigs }) => modelConfigs.listOfCredential(id));
}

export const toIds = (configs: readonly ModelConfigRecord[]): string[] => configs.map(({ id }) => id);

export function notHere(detail: string): PlugboardError {
  return new PlugboardError('service_request_state', { detail });
}
