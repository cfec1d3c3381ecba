import type { LedgerRow } from '../../kernel/ledger.ts';
import type { FoundCall } from './find-call.ts';

/** Rules of routing as they stand in the ledger; what is not here is said as it stands. */
const reasons: Readonly<Record<string, string>> = {
  config_id: 'the caller named the model config by its id',
  config_name: 'the caller named the model config',
  model_name: 'the caller named the model',
  feature_alias: 'the caller named a feature’s alias',
  feature: 'it serves the feature',
  default: 'it is the default, and the caller named nothing else',
  provider_and_model: 'the caller named the account and the model',
};

const failures: Readonly<Record<string, string>> = {
  unreachable: 'its server could not be reached',
  timeout: 'it did not answer in time',
  overloaded: 'the provider is overloaded',
  upstream_bug: 'the provider made an error',
  rate_limited: 'the provider’s rate limit was reached',
  quota: 'the account has no quota left',
  auth: 'the provider refused the key',
  permission: 'the account may not use it, or the way there is not allowed',
  model_not_found: 'the provider does not know the model',
  stopped: 'operators stopped it',
  bad_request: 'the provider refused the request',
  context_length: 'the conversation is longer than the model takes',
  content_filter: 'the provider’s content filter refused it',
};

export function sayReason({ reason }: LedgerRow, before: LedgerRow | undefined): string {
  const after = before ? ` after ${sayFailure(before)}` : '';
  if (reason === 'further_target') return `the next of the policy’s own targets${after}`;
  if (reason === 'managed_fallback')
    return `the platform’s stand-in, by the policy and a recorded consent${after}`;
  return reasons[reason] ?? reason;
}

export function sayFailure({ failureClass, status }: LedgerRow): string {
  const code = status === null ? '' : ` (status ${status})`;
  if (failureClass === null) return `it broke off${code}`;
  return `${failureClass}, ${failures[failureClass] ?? 'it failed'}${code}`;
}

/** The platform’s accounts have no name that tenants could use. */
export function sayOwner(
  { owner, credentialId, credentialVersion, configId }: LedgerRow,
  call: FoundCall,
): string {
  if (owner === 'managed') return 'the platform’s account';
  const account = call.accounts.get(credentialId) ?? `a deleted account (${credentialId})`;
  const model = configId === null ? undefined : call.models.get(configId);
  const config = model === undefined ? '' : ` as “${model}”`;
  return `the own account “${account}”, key version ${credentialVersion}${config}`;
}
