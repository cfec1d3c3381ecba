import type { DepositAnswer, OpenedDeposit } from '../../../contract/deposits.ts';
import { pick } from '../../../control/credentials/choose-variant.ts';
import { listAskedFields } from '../../../control/deposits/asked-fields.ts';
import { type DepositRecord, depositState, type ReceivedDeposit } from '../../../kernel/deposits.ts';
import type { Secret } from '../../../kernel/secret.ts';
import type { PlatformFacts } from '../../services.ts';
import { maybeInstant, toInstant } from '../answers.ts';

/** The one time that the link itself is told. */
export function toNewDepositAnswer(
  { record, token }: { record: DepositRecord; token: Secret },
  { publicUrl }: Pick<PlatformFacts, 'publicUrl'>,
) {
  // Behind the hash it reaches no server's log and no other site's referrer.
  const url = `${publicUrl}/deposit#${token.reveal()}`;
  return { id: record.id, url, expires_at: toInstant(record.expiresAt) };
}

export function toDepositAnswer(record: DepositRecord, now: number): DepositAnswer {
  const { provider, variant } = pick(record.catalogueId, record.variant);
  const { id, environment, name, test, received } = record;
  return {
    id,
    environment,
    state: depositState(record, now),
    name,
    provider: provider.provider,
    creds_type: variant.credsType,
    auth: variant.auth,
    hosts: record.origins,
    model_name: record.modelName,
    llm_credentials_id: record.replaces,
    service_request_id: record.serviceRequestId,
    created_by: record.createdBy,
    created_at: toInstant(record.createdAt),
    expires_at: toInstant(record.expiresAt),
    opened_at: maybeInstant(record.openedAt),
    revoked_at: maybeInstant(record.revokedAt),
    test: test && { at: toInstant(test.at), valid: test.valid, error: test.error },
    received: received && {
      at: toInstant(received.at),
      llm_credentials_id: received.credentialId,
      secrets: received.secrets.map(toTraceAnswer),
    },
  };
}

export const toTraceAnswer = ({ field, last4, sealedSha256 }: ReceivedDeposit['secrets'][number]) => ({
  field,
  last4,
  sealed_sha256: sealedSha256,
});

export function toOpenedAnswer(
  record: DepositRecord,
  tenantName: string,
  platform: PlatformFacts,
): OpenedDeposit {
  const { provider, variant } = pick(record.catalogueId, record.variant);
  return {
    platform: { name: platform.name, support_url: platform.supportUrl },
    tenant: tenantName,
    environment: record.environment,
    name: record.name,
    provider: provider.name,
    auth: variant.auth,
    hosts: record.origins,
    model_name: record.modelName,
    replaces: record.replaces !== null,
    expires_at: toInstant(record.expiresAt),
    fields: listAskedFields(record).map(({ options, ...field }) => ({
      ...field,
      ...(options && { options: [...options] }),
    })),
  };
}
