import type { CredentialAnswer } from '../../../contract/credentials.ts';
import { pick } from '../../../control/credentials/choose-variant.ts';
import {
  type CredentialParts,
  type CredentialView,
  hostsOf,
} from '../../../control/credentials/credentials.ts';
import { findStopOn } from '../../../control/credentials/stopped.ts';
import type { CredentialRecord } from '../../../kernel/records.ts';
import { invokePolicy, trustPolicy } from '../../../providers/bedrock/policies.ts';
import { findProviderName } from '../../../providers/registry.ts';
import { toInstant } from '../answers.ts';
import { toStoppedAnswer } from '../stops/answers.ts';

const maybeInstant = (ms: number | null) => (ms === null ? null : toInstant(ms));

/** Never a secret: what is not secret, and of the rest the last four characters where they give nothing away. */
export function toCredentialAnswer(
  view: CredentialView,
  { awsIdentity, clock, snapshot }: Pick<CredentialParts, 'awsIdentity' | 'clock' | 'snapshot'>,
): CredentialAnswer {
  const { record, secrets, healed } = view;
  const expiry = expiryOf(record, clock());
  const warnings = [...view.warnings, ...expiry.warnings];
  const { external_id: externalId, secret_names: _internal, ...settings } = record.settings;
  return {
    id: record.id,
    provider_id: record.providerId,
    name: record.name,
    creds_type: record.credsType as CredentialAnswer['creds_type'],
    auth: record.catalogueId === '' ? 'API key' : pick(record.catalogueId, record.variant).variant.auth,
    provider: findProviderName(record),
    agent_id: record.agentId,
    settings,
    secrets: secrets.map(({ field, last4, createdAt }) => ({ field, last4, set_at: toInstant(createdAt) })),
    hosts: hostsOf(secrets),
    enabled: record.enabled,
    order: record.order,
    status: expiry.status,
    status_detail: record.statusDetail,
    expires_at: maybeInstant(record.expiresAt),
    data_region: record.dataRegion,
    ...(externalId !== undefined && awsIdentity && roleSetup(externalId, awsIdentity.arn)),
    ...(healed.length > 0 && { healed }),
    ...(warnings.length > 0 && { warnings: warnings.map(({ field, detail }) => ({ field, detail })) }),
    stopped: toStoppedAnswer(findStopOn(snapshot, record)),
    last_checked_at: maybeInstant(record.lastCheckedAt),
    last_used_at: maybeInstant(record.lastUsedAt),
    created_at: toInstant(record.createdAt),
    updated_at: toInstant(record.updatedAt),
  };
}

const dayMs = 24 * 60 * 60_000;
const warnedBeforeMs = 14 * dayMs;

/** Said by the day it was said to end on: a provider does not tell, and by then calls already fail. */
function expiryOf({ expiresAt, status }: CredentialRecord, now: number) {
  if (expiresAt === null || expiresAt - now > warnedBeforeMs) return { status, warnings: [] };
  if (expiresAt <= now) {
    const detail = 'has passed: enter new secrets, or another date if these still work';
    return { status: 'expired' as const, warnings: [{ field: 'expires_at', detail }] };
  }
  const days = Math.ceil((expiresAt - now) / dayMs);
  return {
    status,
    warnings: [{ field: 'expires_at', detail: `is ${days === 1 ? 'within a day' : `in ${days} days`}` }],
  };
}

/** What the tenant copies into its AWS account so that the role can be assumed, by us and with this id alone. */
function roleSetup(externalId: string, baseArn: string) {
  return {
    external_id: externalId,
    trust_policy: { ...trustPolicy({ baseArn, externalId }) },
    permissions_policy: { ...invokePolicy() },
  };
}
