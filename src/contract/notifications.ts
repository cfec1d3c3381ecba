import { type Static, Type } from 'typebox';
import { limits } from '../kernel/limits.ts';
import { notificationKindNames } from '../kernel/notification-kinds.ts';
import { everyEvent } from '../kernel/notifications.ts';
import { closed, environment, instant, listOf, listQuery, maybe } from './common.ts';

export const eventWishes = Type.Array(
  Type.Enum([everyEvent, ...notificationKindNames], {
    description: 'A kind of notification, or `*` for every one, also those that are yet to come.',
  }),
  { maxItems: notificationKindNames.length + 1 },
);

const severity = Type.Enum(['info', 'warning', 'critical']);

export const notification = closed(
  {
    id: Type.String({ format: 'uuid' }),
    environment,
    kind: Type.Enum(notificationKindNames),
    severity,
    who_acts: Type.Enum(['tenant_administrator', 'operator', 'provider', 'nobody'], {
      description: 'Whose move it is.',
    }),
    title: Type.String(),
    text: Type.String({ description: 'For administrators: what happened, and what to do about it.' }),
    user_text: maybe(Type.String({ description: 'What the users of the AI features may be told.' })),
    link: Type.String({ format: 'uri', description: 'Where the console shows it.' }),
    facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
      description: 'Ids, names, hosts and times, for programs. Never a secret.',
    }),
    at: instant('When it happened.'),
    read_at: maybe(instant('When an administrator of the environment first read it.')),
  },
  'Something that somebody ought to know.',
);
export type NotificationAnswer = Static<typeof notification>;

const list = listOf(notification);
export const notificationList = closed({
  ...list.properties,
  unread: Type.Integer({ description: 'Of the environment, whatever this page shows.' }),
});
export const notificationsQuery = closed({
  ...listQuery.properties,
  unread: Type.Optional(Type.Boolean({ description: 'Only what nobody has read.' })),
  severity: Type.Optional(severity),
});
export const notificationParams = closed({ id: Type.String({ format: 'uuid' }) });
export const readAllAnswer = closed({ read: Type.Integer({ description: 'How many were unread.' }) });

/** One mailbox and nothing else: no list, no display name, no line break. */
const mailbox = Type.String({
  maxLength: 254,
  pattern:
    "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$",
});

export const putNotificationSettingsBody = closed({
  emails: Type.Array(mailbox, { maxItems: limits.notifications.mailReceiversMax }),
  events: eventWishes,
});
export type PutNotificationSettingsBody = Static<typeof putNotificationSettingsBody>;

export const notificationSettings = closed(
  {
    emails: Type.Array(Type.String()),
    events: eventWishes,
    email: closed({
      available: Type.Boolean({ description: 'Whether a mail server is configured.' }),
      detail: Type.String(),
    }),
    updated_at: maybe(instant('When they were last changed.')),
  },
  'Who gets mail of which notifications of this environment.',
);
export type NotificationSettingsAnswer = Static<typeof notificationSettings>;

export const incident = closed(
  {
    id: Type.String({ format: 'uuid' }),
    provider: Type.String({ description: 'As the catalogue names it.' }),
    host: Type.String(),
    class: Type.Enum(['auth_failed', 'quota', 'unreachable']),
    opened_at: instant('When enough credentials had failed alike within a minute.'),
    closed_at: maybe(instant('When nearly all of them had recovered.')),
    tenants: Type.Integer({ description: 'How many were concerned at most.' }),
    credentials: Type.Integer({ description: 'How many were concerned at most.' }),
  },
  'Many credentials of one provider that fail alike.',
);
export type IncidentAnswer = Static<typeof incident>;
