import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { CredentialRecord, ModelConfigRecord } from '../../kernel/records.ts';
import type { ProviderName } from '../../providers/provider.ts';
import { disableWithin, patchCredential } from '../credentials/change-credential.ts';
import { invalid } from '../credentials/prepare.ts';
import { validateStored } from '../validation/validate.ts';
import { getCredentialFor } from './configure.ts';
import { type Deeded, type DeedWork, listConfigs, notHere, targetOf, toIds } from './deeds.ts';
import { toBaseUrl } from './read-wish.ts';

/**
 * At the same origin the stored secret may go on. For a new one it was entered anew, by a deposit: then the models move
 * over to the credential that came of it, and keep their names, their ids and their conversations.
 */
export async function changeEndpoint(work: DeedWork): Promise<Deeded> {
  const { parts, scope, body, environment } = work;
  const { credential } = await targetOf(work);
  const reference = body.llm_credentials_id ?? environment.credentialId;
  if (reference !== null && reference !== credential.id) {
    return moveOver(work, credential, await getCredentialFor(parts, scope, reference));
  }
  const baseUrl = await readdress(work, credential);
  const detail = { llm_credentials_id: credential.id, ...(baseUrl !== undefined && { base_url: baseUrl }) };
  return { detail, configIds: toIds(await listConfigs(work, credential)), isChecked: true };
}

async function readdress(work: DeedWork, credential: CredentialRecord): Promise<string | undefined> {
  const { parts, doer, scope, body, request, environment } = work;
  // The target is the new credential already: the models were moved, and what followed was cut off.
  if (environment.credentialId === credential.id) return undefined;
  const endpointUrl = body.endpoint_url ?? request.details?.endpointUrl;
  if (endpointUrl === undefined) {
    throw invalid([{ field: 'endpoint_url', detail: 'is required: the request says it in words only' }]);
  }
  const tokenUrl = body.token_url ?? request.details?.tokenUrl;
  const baseUrl = toBaseUrl(endpointUrl);
  const { settings } = credential;
  const changes = {
    ...(settings['base_url'] !== baseUrl && { base_url: baseUrl }),
    ...(tokenUrl !== undefined && settings['token_url'] !== tokenUrl && { token_url: tokenUrl }),
  };
  if (Object.keys(changes).length > 0) {
    refuseNewOrigins(credential, changes);
    await patchCredential(parts.credentials, doer.act, scope, credential.id, changes);
  }
  return baseUrl;
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

/** Only once the new credential was seen to answer with each of them; the old one is switched off with that. */
async function moveOver(work: DeedWork, old: CredentialRecord, next: CredentialRecord): Promise<Deeded> {
  const { parts, doer, scope, body } = work;
  const asked = (await listConfigs(work, old)).filter(({ enabled }) => enabled);
  const isForced = body.override_reason !== undefined;
  const signal = AbortSignal.timeout(limits.serviceRequests.leaseMs / 2);
  if (!isForced) for (const config of asked) await refuseSilent(work, config, next, signal);
  await parts.store.changeInTenant(scope, doer.act, async (tenant, audit) => {
    const now = parts.clock();
    const moved = await tenant.modelConfigs.move(old.id, next.id, now);
    const isAsked = (config: ModelConfigRecord) => asked.some((one) => one.id === config.id);
    // One that came, or was switched on, while the others were asked.
    if (!isForced && !moved.every((config) => !config.enabled || isAsked(config))) {
      throw new PlugboardError('changed_meanwhile');
    }
    for (const { id } of moved) {
      audit({
        action: 'model_config.changed',
        target: { kind: 'model_config', id },
        environment: scope.environment,
        detail: { llm_credentials_id: { from: old.id, to: next.id } },
      });
    }
    await disableWithin(tenant, audit, old.id, now);
  });
  const detail = { llm_credentials_id: { from: old.id, to: next.id } };
  return { detail, configIds: toIds(await listConfigs(work, next)), isChecked: true };
}

async function refuseSilent(
  { parts, doer, scope }: DeedWork,
  config: ModelConfigRecord,
  next: CredentialRecord,
  signal: AbortSignal,
): Promise<void> {
  const outcome = await validateStored(parts.credentials, doer.act, scope, next.id, {
    provider: config.provider as ProviderName,
    model: config.deploymentName ?? config.modelName,
    isEmbedding: config.isEmbedding,
    full: false,
    signal,
    onRung: () => undefined,
  });
  if (outcome.valid === true) return;
  const detail = outcome.error ?? 'It could not be told whether it answers.';
  throw new PlugboardError('checks_red', {
    detail: `${config.name} does not answer at the new endpoint, so nothing was moved there: ${detail}`,
    errors: [{ field: `model.model ${config.modelName}`, detail }],
  });
}
