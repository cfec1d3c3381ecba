import type { NotificationFacts, NotificationKind } from './notification-kinds.ts';
import type { Environment } from './scope.ts';

/** What is stored of notifications and of the ways by which they leave. Times are milliseconds since 1970. */

export interface NotificationRecord {
  tenantId: string;
  environment: Environment;
  id: string;
  kind: NotificationKind;
  at: number;
  facts: NotificationFacts;
  readAt: number | null;
}

/** What a receiver can be sent beside the kinds: what a test of a webhook sends. */
export const testEvent = 'webhook.test';
export type DeliveredEvent = NotificationKind | typeof testEvent;

/** Every kind, also those that are yet to come. */
export const everyEvent = '*';
export type EventWish = NotificationKind | typeof everyEvent;

export interface WebhookRecord {
  tenantId: string;
  environment: Environment;
  id: string;
  url: string;
  events: EventWish[];
  description: string;
  enabled: boolean;
  disabledReason: 'gone' | 'failing' | null;
  /** Sealed to the URL’s origin. */
  secret: { version: number; sealed: Uint8Array };
  /** Signs as well until then, so that receivers can be moved to the new one without a gap. */
  previousSecret: { version: number; sealed: Uint8Array; until: number } | null;
  /** Since when nothing has got through; null while the last delivery did. */
  failingSince: number | null;
  createdAt: number;
  updatedAt: number;
}

export type DeliveryState = 'waiting' | 'delivered' | 'given_up';

/** One message to one receiver, until it has got there or was given up. */
export interface DeliveryRecord {
  tenantId: string;
  environment: Environment;
  id: string;
  to: { webhookId: string } | { email: string };
  event: DeliveredEvent;
  facts: NotificationFacts;
  at: number;
  state: DeliveryState;
  attempts: number;
  nextAttemptAt: number;
  lastStatus: number | null;
  lastError: string | null;
  finishedAt: number | null;
}

export interface NotificationSettingsRecord {
  emails: string[];
  events: EventWish[];
  updatedAt: number | null;
}

export type IncidentClass = 'auth_failed' | 'quota' | 'unreachable';

/** Many credentials of one provider that fail alike, as operators see it. */
export interface IncidentRecord {
  id: string;
  provider: string;
  host: string;
  class: IncidentClass;
  openedAt: number;
  closedAt: number | null;
  tenants: number;
  credentials: number;
}

export type AvailabilityState = 'listed' | 'missing' | 'unknown' | 'retiring';

/** Whether the provider still lists the model of a config. */
export interface AvailabilityRecord {
  configId: string;
  state: AvailabilityState;
  since: number;
  /** A day, as the provider announced it. */
  retiresOn: string | null;
  /** Listings in a row without it, since it was there. */
  missed: number;
}
