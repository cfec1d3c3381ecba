import { randomBytes } from 'node:crypto';
import type { WebhookRecord } from '../../kernel/notifications.ts';
import { Secret } from '../../kernel/secret.ts';
import type { SealContext, Sealer } from '../ports.ts';

const prefix = 'whsec_';
const bytes = 32;

export function newSigningSecret(): Secret {
  return new Secret(`${prefix}${randomBytes(bytes).toString('base64')}`);
}

type Owner = Pick<WebhookRecord, 'tenantId' | 'environment' | 'id' | 'url'>;

/** Sealed to where it signs for: were the URL changed behind our back, nothing would be signed for the new one. */
function contextOf({ tenantId, environment, id, url }: Owner, version: number): SealContext {
  const origins = [new URL(url).origin];
  return { tenantId, record: `webhook/${environment}/${id}`, field: 'signing_secret', version, origins };
}

export function sealSigningSecret(
  sealer: Sealer,
  owner: Owner,
  version: number,
  secret: Secret,
): Promise<Uint8Array> {
  return sealer.seal(contextOf(owner, version), secret);
}

/** Those that sign now, the newest first. */
export async function openSigningSecrets(
  sealer: Sealer,
  webhook: WebhookRecord,
  now: number,
): Promise<Secret[]> {
  const { secret, previousSecret } = webhook;
  const signing = previousSecret && previousSecret.until > now ? [secret, previousSecret] : [secret];
  return Promise.all(signing.map(({ version, sealed }) => sealer.open(contextOf(webhook, version), sealed)));
}
