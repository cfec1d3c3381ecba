import type { CreateDepositBody } from '../../contract/deposits.ts';
import type { DepositRecord } from '../../kernel/deposits.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import type { CredentialRecord } from '../../kernel/records.ts';
import type { Environment } from '../../kernel/scope.ts';
import type { Secret } from '../../kernel/secret.ts';
import type { EnvironmentWish, ServiceRequestRecord } from '../../kernel/service-requests.ts';
import type { CredsType } from '../../providers/catalogue.ts';
import { findProviderName } from '../../providers/registry.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import { invalid } from '../credentials/prepare.ts';
import { listFixed } from '../deposits/asked-fields.ts';
import { createDeposit, type DepositWish } from '../deposits/create-deposit.ts';
import type { Store } from '../ports.ts';
import { type Doer, sideOf } from './doer.ts';
import { getTarget } from './find-target.ts';
import { assignRequest } from './handle.ts';
import { stateAfter } from './life.ts';
import { toBaseUrl } from './read-wish.ts';
import { readRequest } from './requests.ts';
import { type RequestParts, stepWithin } from './step.ts';

export type KeyWish = CreateDepositBody & { environment: Environment };

/**
 * A deposit link for an environment of a request, once an operator has taken that; one who asks for the key takes it.
 * What the link does not say of the account the request does: its endpoint and its model, or the account that a change
 * is about.
 */
export async function askForKey(
  parts: RequestParts,
  doer: Doer,
  tenantId: string,
  id: string,
  { environment, ...wish }: KeyWish,
  home: Environment | undefined,
): Promise<{ record: DepositRecord; token: Secret }> {
  const { request, environments } = await readRequest(parts, doer, tenantId, id);
  const isTakenByIt = sideOf(doer) === 'operator' && request.state === 'submitted';
  stateAfter(isTakenByIt ? { ...request, state: 'assigned' } : request, 'ask_for_key', sideOf(doer));
  if (sideOf(doer) === 'tenant') refuseBeyondHome(home, environment, wish);
  const requested = environments.find((one) => one.environment === environment);
  if (!requested) throw invalid([{ field: 'environment', detail: 'is none that the request is about' }]);
  const scope = { tenantId, environment };
  const whole = await complete(parts.store, scope, request, requested.wish, wish);
  if (isTakenByIt) await assignRequest(parts, doer, tenantId, id, {});
  return createDeposit(parts.credentials, doer.act, scope, whole, {
    serviceRequestId: id,
    alongside: async (tenant, audit, deposit) => {
      await stepWithin(parts, tenant, audit, doer, id, 'ask_for_key', async ({ request: held, to }) => ({
        environment,
        detail: { deposit_id: deposit.id },
        // Of several environments one may be further already.
        state: held.state === 'assigned' ? to : held.state,
      }));
    },
  });
}

/**
 * A tenant’s administrator asks for a key at home, and for where the request says: operators have looked at that, and
 * what is written here they have not.
 */
function refuseBeyondHome(
  home: Environment | undefined,
  environment: Environment,
  { settings }: CreateDepositBody,
): void {
  if (home !== environment) {
    const detail = `Only an operator or an administrator of ${environment} asks for its keys.`;
    throw new PlugboardError('forbidden', { detail });
  }
  if (settings !== undefined) {
    throw invalid([{ field: 'settings', detail: 'is for operators: the request says where the key goes' }]);
  }
}

/** How the ways of authenticating that a request names are called where credentials are made. */
const credsTypeOf = { oauth2_client_credentials: 'OAUTH2', api_key: 'API_KEY', aksk: 'AWS' } as const;

async function complete(
  store: Store,
  scope: EnvironmentScope,
  { change, target, details }: ServiceRequestRecord,
  asked: EnvironmentWish,
  wish: CreateDepositBody,
): Promise<DepositWish> {
  const isOfAccount = change === 'rotate_credentials' || change === 'change_endpoint';
  if (isOfAccount && target !== null) {
    const { credential } = await getTarget(store, scope, target);
    const { expires_in_h, model_name } = wish;
    if (change === 'rotate_credentials') {
      return { expires_in_h, model_name, llm_credentials_id: credential.id };
    }
    const settings = { ...toSettings(details ?? {}), ...wish.settings };
    return { expires_in_h, model_name, ...besides(credential, settings) };
  }
  const provider = wish.provider ?? 'openai';
  const fromRequest = provider === 'openai' ? toSettings(asked) : undefined;
  return {
    ...wish,
    provider,
    creds_type: wish.creds_type ?? (asked.authType && credsTypeOf[asked.authType]),
    name: wish.name ?? asked.providerName,
    settings: { ...fromRequest, ...wish.settings },
    model_name: wish.model_name ?? asked.models?.[0]?.name,
  };
}

/**
 * The account in use stays as it is: what comes for the new endpoint is an account of its own beside it, and the models
 * move over when the change is carried out, each once it has answered.
 */
function besides(credential: CredentialRecord, changes: Record<string, string>): DepositWish {
  if (Object.keys(changes).length === 0) {
    throw invalid([
      { field: 'settings', detail: 'is required: the request says the endpoint in words only' },
    ]);
  }
  const provider = findProviderName(credential);
  if (provider === null || credential.agentId !== null) {
    const detail =
      provider === null
        ? 'names a key that nothing says the provider of'
        : 'names an account of one agent alone: connect the new one for that agent, and name it in carry_out';
    throw invalid([{ field: 'target_id', detail }]);
  }
  const { name, credsType, variant } = credential;
  const settings = { ...listFixed(credential), ...changes };
  return { provider, creds_type: credsType as CredsType, variant, name, settings };
}

function toSettings({
  endpointUrl,
  tokenUrl,
}: Pick<EnvironmentWish, 'endpointUrl' | 'tokenUrl'>): Record<string, string> | undefined {
  if (endpointUrl === undefined) return undefined;
  return { base_url: toBaseUrl(endpointUrl), ...(tokenUrl !== undefined && { token_url: tokenUrl }) };
}

/** Links of one request, of whichever environment. */
export async function getDepositOf(
  { store }: Pick<RequestParts, 'store'>,
  tenantId: string,
  requestId: string,
  depositId: string,
): Promise<DepositRecord> {
  const record = await store.readInTenant({ tenantId, environment: 'every' }, ({ deposits }) =>
    deposits.find(depositId),
  );
  if (record?.serviceRequestId !== requestId) throw new PlugboardError('deposit_not_found');
  return record;
}
