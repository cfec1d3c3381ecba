import { notificationKinds, toWords } from '../kernel/notification-kinds.ts';
import { toPlace } from '../kernel/notification-places.ts';
import { type DeliveryRecord, testEvent } from '../kernel/notifications.ts';

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
