import { isDeepStrictEqual } from 'node:util';
import { PlugboardError } from '../../kernel/errors.ts';
import type { CredentialRecord, ModelConfigRecord } from '../../kernel/records.ts';
import type { Environment } from '../../kernel/scope.ts';
import {
  type EnvironmentChecks,
  listRed,
  type RequestedEnvironmentRecord,
} from '../../kernel/service-requests.ts';
import type { ProviderName } from '../../providers/provider.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import { invalid } from '../credentials/prepare.ts';
import { originsNow } from '../deposits/create-deposit.ts';
import { createModelConfig, updateModelConfig } from '../model-configs.ts';
import type { Doer } from './doer.ts';
import { type CheckingParts, readConfigs, runChecks } from './run-checks.ts';
import { takeStep } from './step.ts';
import { workOn } from './work-on.ts';

export interface ConfigureWish {
  environment: Environment;
  llm_credentials_id?: string;
  provider?: ProviderName;
  models?: ModelWish[];
}

export interface ModelWish {
  model_name: string;
  name?: string;
  deployment_name?: string;
  streaming?: boolean;
}

/**
 * From what was asked to models that were tried, in one step: the credential is linked, a config is made for each
 * model, and everything is checked. Doing it again goes on where it was left: what is there is not made twice.
 */
export async function configureEnvironment(
  parts: CheckingParts,
  doer: Doer,
  tenantId: string,
  id: string,
  wish: ConfigureWish,
): Promise<void> {
  const work = { move: 'configure', environment: wish.environment, intent: {} } as const;
  await workOn(parts, doer, tenantId, id, work, async ({ environment: before }) => {
    const { environment } = before;
    const scope = { tenantId, environment };
    const credential = await getCredentialFor(parts, scope, wish.llm_credentials_id ?? before.credentialId);
    if (wish.llm_credentials_id === undefined) refuseOtherOrigins(credential, before);
    const configs = await makeConfigs(parts, doer, scope, credential, before, wish);
    const configIds = configs.map((config) => config.id);
    const configured = { credentialId: credential.id, configIds, checks: null };
    await takeStep(parts, doer, tenantId, id, 'configure', async ({ tenant, environments, now }) => {
      const held = environments.find((one) => one.environment === environment);
      // Another key came while models were made on this one.
      if (!held || held.credentialId !== before.credentialId) throw new PlugboardError('changed_meanwhile');
      const after = { ...held, ...configured, configuredAt: now };
      await tenant.serviceRequests.updateEnvironment(id, after);
      return {
        environment,
        detail: { llm_credentials_id: credential.id, llm_config_ids: configIds },
        tellsTenant: 'service_request.moved',
      };
    });
    await checkAndNote(parts, doer, scope, id, configs, { ...before, configIds });
  });
}

/** Everything once more, after something was mended. */
export async function validateEnvironment(
  parts: CheckingParts,
  doer: Doer,
  tenantId: string,
  id: string,
  environment: Environment,
): Promise<void> {
  await workOn(
    parts,
    doer,
    tenantId,
    id,
    { move: 'validate', environment },
    async ({ environment: before }) => {
      const scope = { tenantId, environment: before.environment };
      const configs = await readConfigs(parts, scope, before.configIds);
      if (configs.length === 0) throw notConfigured(before.environment);
      await checkAndNote(parts, doer, scope, id, configs, before);
    },
  );
}

export function notConfigured(environment: Environment): PlugboardError {
  const detail = `${environment} has no models of this request yet: configure it first.`;
  return new PlugboardError('service_request_state', { detail });
}

async function checkAndNote(
  parts: CheckingParts,
  doer: Doer,
  scope: EnvironmentScope,
  id: string,
  configs: readonly ModelConfigRecord[],
  { environment, wish, configIds }: RequestedEnvironmentRecord,
): Promise<void> {
  const checks = await runChecks(parts, doer, scope, configs, wish);
  await takeStep(parts, doer, scope.tenantId, id, 'validate', async ({ tenant, environments }) => {
    const held = environments.find((one) => one.environment === environment);
    if (!held || !isDeepStrictEqual(held.configIds, configIds)) throw new PlugboardError('changed_meanwhile');
    await tenant.serviceRequests.updateEnvironment(id, { ...held, checks });
    return { environment, ...toTold(checks) };
  });
}

/** Red ones are the tenant’s to hear of at once: most of them are its own, or its network’s, to mend. */
export function toTold({ checks }: EnvironmentChecks) {
  const red = listRed(checks);
  return {
    detail: { checks: checks.length, red: red.map(nameOf) },
    ...(red.length > 0
      ? { tellsTenant: 'service_request.red' as const, facts: { red: red.length } }
      : { tellsTenant: 'service_request.moved' as const }),
  };
}

export function nameOf({ part, step, model }: EnvironmentChecks['checks'][number]): string {
  return model === null ? `${part}.${step}` : `${part}.${step} ${model}`;
}

export async function getCredentialFor(
  { store }: CheckingParts,
  scope: EnvironmentScope,
  reference: string | null,
): Promise<CredentialRecord> {
  if (reference === null) {
    const detail = 'is required: no credential has come for this environment yet';
    throw invalid([{ field: 'llm_credentials_id', detail }]);
  }
  const credential = await store.readInTenant(scope, ({ credentials }) => credentials.find(reference));
  if (!credential) throw new PlugboardError('credential_not_found');
  return credential;
}

/** A key came for another place than the request says: nobody’s calls go there unless an operator names the account. */
function refuseOtherOrigins(
  credential: CredentialRecord,
  { environment, wish: { endpointUrl, tokenUrl, authType } }: RequestedEnvironmentRecord,
): void {
  if (credential.catalogueId === '') return;
  const there = originsNow(credential);
  const asked = [endpointUrl, authType === 'oauth2_client_credentials' ? tokenUrl : undefined];
  const missing = asked
    .flatMap((url) => (url === undefined ? [] : [URL.parse(url)?.origin ?? url]))
    .filter((origin) => !there.includes(origin));
  if (missing.length === 0) return;
  const detail = `The key that came for ${environment} goes to ${there.join(', ')}, and the request says ${missing.join(', ')}. If that is right all the same, name its account in llm_credentials_id.`;
  throw new PlugboardError('service_request_state', { detail });
}

async function makeConfigs(
  parts: CheckingParts,
  doer: Doer,
  scope: EnvironmentScope,
  credential: CredentialRecord,
  { wish, configIds }: RequestedEnvironmentRecord,
  { provider, models }: ConfigureWish,
): Promise<ModelConfigRecord[]> {
  const wished: ModelWish[] =
    models ?? (wish.models ?? []).map(({ name, streaming }) => ({ model_name: name, streaming }));
  if (wished.length === 0)
    throw invalid([{ field: 'models', detail: 'is required: the request names none' }]);
  const made: ModelConfigRecord[] = [];
  for (const one of wished) {
    const plain = wished.length > 1 ? `${wish.providerName}: ${one.model_name}` : wish.providerName;
    const named = { ...one, fallbackName: plain ?? one.model_name };
    const known = configIds.filter((id) => !made.some((config) => config.id === id));
    made.push(await ensureConfig(parts, doer, scope, credential, named, provider, known));
  }
  return made;
}

type NamedModelWish = ModelWish & { fallbackName: string };

/**
 * Of two that make the same one, or one that was killed on the way, one is left; what was wished otherwise since is
 * mended in it, and it is switched on.
 */
export async function ensureConfig(
  { credentials: parts, store }: CheckingParts,
  { act }: Doer,
  scope: EnvironmentScope,
  credential: CredentialRecord,
  wish: NamedModelWish,
  provider: ProviderName | undefined,
  known: readonly string[],
): Promise<ModelConfigRecord> {
  const { name = wish.fallbackName } = wish;
  const capabilities = wish.streaming === false ? { capabilities: { streaming: false } } : {};
  const { there, hasDefault } = await store.readInTenant(scope, async ({ modelConfigs }) => ({
    there: findSame(await modelConfigs.listOfCredential(credential.id), wish, known),
    hasDefault: (await modelConfigs.findDefault(false)) !== undefined,
  }));
  if (there) {
    refuseOtherDeployment(there, wish);
    const renamed = wish.name === undefined ? {} : { name };
    const changes = { enabled: true, ...renamed, ...capabilities };
    return (await updateModelConfig(parts, act, scope, there.id, changes)).config;
  }
  const { config } = await createModelConfig(parts, act, scope, {
    name,
    provider: provider ?? (credential.provider as ProviderName | null) ?? 'openai',
    llm_credentials_id: credential.id,
    model_name: wish.model_name,
    ...(wish.deployment_name !== undefined && { deployment_name: wish.deployment_name }),
    ...capabilities,
    ...(!hasDefault && { is_default: true }),
  });
  return config;
}

/** By its name, or as the one that this request made; any other of the same model only where no name was wished. */
function findSame(
  configs: readonly ModelConfigRecord[],
  { model_name, name, fallbackName }: NamedModelWish,
  known: readonly string[],
): ModelConfigRecord | undefined {
  const same = configs.filter(
    ({ modelName, isEmbedding, agentId }) => modelName === model_name && !isEmbedding && agentId === null,
  );
  return (
    same.find((config) => config.name === (name ?? fallbackName)) ??
    same.find(({ id }) => known.includes(id)) ??
    (name === undefined ? same[0] : undefined)
  );
}

/** A deployment is for good: whoever means another one removes the config, or makes one of another name beside it. */
function refuseOtherDeployment(
  { id, name, deploymentName }: ModelConfigRecord,
  { deployment_name }: NamedModelWish,
): void {
  if (deployment_name === undefined || deployment_name === deploymentName) return;
  const detail = `“${name}” (${id}) is of ${deploymentName === null ? 'no deployment' : `the deployment ${deploymentName}`}: remove it, or name another one.`;
  throw new PlugboardError('service_request_state', { detail });
}
