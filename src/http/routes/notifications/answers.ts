import type {
  IncidentAnswer,
  NotificationAnswer,
  NotificationSettingsAnswer,
} from '../../../contract/notifications.ts';
import { notificationKinds, toWords } from '../../../kernel/notification-kinds.ts';
import { toPlace } from '../../../kernel/notification-places.ts';
import type {
  IncidentRecord,
  NotificationRecord,
  NotificationSettingsRecord,
} from '../../../kernel/notifications.ts';
import { maybeInstant, toInstant } from '../answers.ts';

export function toNotificationAnswer(record: NotificationRecord, publicUrl: string): NotificationAnswer {
  const { id, environment, kind, facts, at, readAt } = record;
  const { severity, acts } = notificationKinds[kind];
  const { title, text, userText } = toWords(kind, facts);
  return {
    id,
    environment,
    kind,
    severity,
    who_acts: acts,
    title,
    text,
    user_text: userText,
    link: `${publicUrl}${toPlace(record)}`,
    facts,
    at: toInstant(at),
    read_at: maybeInstant(readAt),
  };
}

export function toSettingsAnswer(
  { emails, events, updatedAt }: NotificationSettingsRecord,
  isMailAvailable: boolean,
): NotificationSettingsAnswer {
  const detail = isMailAvailable
    ? 'Mail is sent by the platform’s mail server.'
    : 'No mail server is configured, so no mail is sent. An operator sets PLUGBOARD_SMTP_URL and PLUGBOARD_SMTP_FROM.';
  return {
    emails,
    events,
    email: { available: isMailAvailable, detail },
    updated_at: maybeInstant(updatedAt),
  };
}

export function toIncidentAnswer(incident: IncidentRecord): IncidentAnswer {
  const { id, provider, host, tenants, credentials } = incident;
  return {
    id,
    provider,
    host,
    class: incident.class,
    opened_at: toInstant(incident.openedAt),
    closed_at: maybeInstant(incident.closedAt),
    tenants,
    credentials,
  };
}
