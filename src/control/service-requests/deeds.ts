import type { CarryOutBody } from '../../contract/service-request-work.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import type { CredentialRecord } from '../../kernel/records.ts';
import type { ProviderName } from '../../providers/provider.ts';
import { patchCredential } from '../credentials/change-credential.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import { invalid } from '../credentials/prepare.ts';
import { ensureConfig, getCredentialFor } from './configure.ts';
import type { Doer } from './doer.ts';
import { getTarget, type Target } from './find-target.ts';
import { toBaseUrl } from './read-wish.ts';
import type { CheckingParts } from './run-checks.ts';
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
  const wish = {
    model_name: modelName,
    name: body.name ?? details?.name ?? modelName,
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
  return { detail, configIds: await listConfigIds(work, credential), isChecked: true };
}

/** Since the request was handed in; where it named no credential then, by the time of its secrets. */
async function isRotated(
  { parts, scope, request, environment }: DeedWork,
  { id, secretVersion }: CredentialRecord,
): Promise<boolean> {
  const { secretVersionBefore: before } = environment;
  if (before !== null) return secretVersion > before;
  const secrets = await parts.store.readInTenant(scope, ({ credentials }) =>
    credentials.listSecrets(id, secretVersion),
  );
  return secrets.some(({ createdAt }) => createdAt > (request.submittedAt ?? Infinity));
}

/** At the same origin the stored secret may go on; a new one needs it again, from whoever holds it. */
export async function changeEndpoint(work: DeedWork): Promise<Deeded> {
  const { parts, doer, scope, body, request } = work;
  const { credential } = await targetOf(work);
  const endpointUrl = body.endpoint_url ?? request.details?.endpointUrl;
  if (endpointUrl === undefined) {
    throw invalid([{ field: 'endpoint_url', detail: 'is required: the request says it in words only' }]);
  }
  const tokenUrl = body.token_url ?? request.details?.tokenUrl;
  const baseUrl = toBaseUrl(endpointUrl);
  const changes = {
    ...(credential.settings['base_url'] !== baseUrl && { base_url: baseUrl }),
    ...(tokenUrl !== undefined && credential.settings['token_url'] !== tokenUrl && { token_url: tokenUrl }),
  };
  if (Object.keys(changes).length > 0) {
    refuseNewOrigins(credential, changes);
    await patchCredential(parts.credentials, doer.act, scope, credential.id, changes);
  }
  const detail = { llm_credentials_id: credential.id, base_url: baseUrl };
  return { detail, configIds: await listConfigIds(work, credential), isChecked: true };
}

function refuseNewOrigins({ settings }: CredentialRecord, changes: Record<string, string>): void {
  for (const [field, url] of Object.entries(changes)) {
    const before = URL.parse(settings[field] ?? '');
    if (before?.origin === URL.parse(url)?.origin) continue;
    throw notHere(
      'The secret may not go to another origin: make a deposit link, so that it is entered for that one.',
    );
  }
}

async function listConfigIds({ parts, scope }: DeedWork, { id }: CredentialRecord): Promise<string[]> {
  const configs = await parts.store.readInTenant(scope, ({ modelConfigs }) =>
    modelConfigs.listOfCredential(id),
  );
  return configs.map((config) => config.id);
}

function notHere(detail: string): PlugboardError {
  return new PlugboardError('service_request_state', { detail });
}
