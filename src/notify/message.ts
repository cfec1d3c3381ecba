import { createHmac } from 'node:crypto';
import { notificationKinds, toWords } from '../kernel/notification-kinds.ts';
import { toPlace } from '../kernel/notification-places.ts';
import { type DeliveryRecord, testEvent } from '../kernel/notifications.ts';
import type { Secret } from '../kernel/secret.ts';

/** What a receiver gets to read of one notification. */
export interface Message {
  id: string;
  title: string;
  text: string;
  link: string | null;
  /** The body of a webhook: the same bytes for each try. */
  body: string;
}

export function composeMessage(delivery: DeliveryRecord, publicUrl: string): Message {
  const { event, facts, at, tenantId, environment } = delivery;
  const id = `msg_${delivery.id}`;
  const about = { tenant_id: tenantId, environment };
  if (event === testEvent) {
    const title = 'A test of this webhook';
    const text = 'Somebody asked for it in the console or by the API. There is nothing to do.';
    const data = { ...about, title, text, facts };
    return { id, title, text, link: null, body: toBody(event, at, data) };
  }
  const { acts, severity } = notificationKinds[event];
  const { title, text, userText } = toWords(event, facts);
  const link = `${publicUrl}${toPlace({ ...delivery, kind: event })}`;
  const data = { ...about, severity, who_acts: acts, title, text, user_text: userText, link, facts };
  return { id, title, text, link, body: toBody(event, at, data) };
}

function toBody(type: string, at: number, data: Record<string, unknown>): string {
  return JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
}

/** Standard Webhooks: each secret signs, so that a receiver who knows one of them is satisfied. */
export function signatureHeaders(
  { id, body }: Pick<Message, 'id' | 'body'>,
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
