import { createHmac } from 'node:crypto';
import type { Secret } from './secret.ts';

/** Standard Webhooks: each secret signs, so that a receiver who knows one of them is satisfied. */
export function signatureHeaders(
  { id, body }: { id: string; body: string },
  secrets: readonly Secret[],
  now: number,
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.reveal().replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
