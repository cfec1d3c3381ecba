import type { NotificationKind } from '../kernel/notification-kinds.ts';
import type {
  AvailabilityRecord,
  DeliveryRecord,
  IncidentRecord,
  NotificationRecord,
  NotificationSettingsRecord,
  WebhookRecord,
} from '../kernel/notifications.ts';
import type { EgressRule } from '../kernel/outbound-target.ts';
import type { Page, PageOf } from '../kernel/paging.ts';
import type { CredentialRecord } from '../kernel/records.ts';
import type { Secret } from '../kernel/secret.ts';

/** What telling people takes: of storage, and of the ways out. */

export interface NewNotification extends Omit<NotificationRecord, 'readAt'> {
  /** What it is about, so that the last word on it can be found. */
  subject: string | null;
  /** Names what may be told a single time. */
  once: string | null;
}

export interface NotificationRepository {
  /** Writes it down and into the outbox of everyone who asked for its kind. False where `once` was told before. */
  tell(notification: NewNotification): Promise<boolean>;
  list(
    page: Page,
    filter: { unread: boolean; kinds?: readonly NotificationKind[] },
  ): Promise<PageOf<NotificationRecord>>;
  countUnread(): Promise<number>;
  /** The time of the first reading stands; undefined where there is no such notification. */
  markRead(id: string, at: number): Promise<NotificationRecord | undefined>;
  markAllRead(at: number): Promise<number>;
  findLatest(
    subject: string,
    kinds: readonly NotificationKind[],
  ): Promise<Pick<NotificationRecord, 'kind' | 'at'> | undefined>;
}

export interface WebhookRepository {
  list(page: Page): Promise<PageOf<WebhookRecord>>;
  count(): Promise<number>;
  find(id: string): Promise<WebhookRecord | undefined>;
  insert(webhook: WebhookRecord): Promise<void>;
  update(webhook: WebhookRecord): Promise<void>;
  delete(id: string): Promise<void>;
  /** Answers the webhook as it stands then; undefined where it is gone. */
  noteResult(id: string, result: { at: number; arrived: boolean }): Promise<WebhookRecord | undefined>;
  /** False where somebody else has switched it off already. */
  disable(id: string, reason: 'gone' | 'failing', at: number): Promise<boolean>;
}

export interface DeliveryRepository {
  listOfWebhook(webhookId: string, page: Page): Promise<PageOf<DeliveryRecord>>;
  insert(delivery: DeliveryRecord): Promise<void>;
  find(id: string): Promise<DeliveryRecord | undefined>;
  update(delivery: DeliveryRecord): Promise<void>;
  /** What still waits for this webhook waits no longer. */
  giveUpOfWebhook(webhookId: string, reason: string, at: number): Promise<void>;
}

export interface NotificationSettingsRepository {
  find(): Promise<NotificationSettingsRecord | undefined>;
  put(settings: NotificationSettingsRecord): Promise<void>;
}

export interface AvailabilityRepository {
  list(configIds: readonly string[]): Promise<AvailabilityRecord[]>;
  put(availability: AvailabilityRecord): Promise<void>;
}

/** The part of a tenant’s repositories that is about telling people. */
export interface NotificationRepositories {
  notifications: NotificationRepository;
  webhooks: WebhookRepository;
  deliveries: DeliveryRepository;
  notificationSettings: NotificationSettingsRepository;
  availability: AvailabilityRepository;
}

/** Bound to no tenant: many tenants’ credentials make one incident. */
export interface IncidentRepository {
  list(page: Page): Promise<PageOf<IncidentRecord>>;
  /** Where so many fail alike since then and nothing is open yet. Answers what was opened here. */
  open(wish: { since: number; at: number; credentialsMin: number }): Promise<IncidentRecord[]>;
  /** Takes in what has joined the open ones since then. */
  grow(windowMs: number): Promise<void>;
  /** Where no more than this share still fails. Answers what was closed here. */
  close(wish: { at: number; stillFailingShare: number }): Promise<IncidentRecord[]>;
}

export interface PlatformNotificationRepositories {
  incidents: IncidentRepository;
  /** The operators’ own, in the reserved tenant. */
  notifications: NotificationRepository;
}

/**
 * Slow receivers stand in a line of their own: `troubled` are webhooks whose last delivery failed. So whoever is dead
 * takes no place from those who answer.
 */
export type Lane = 'prompt' | 'troubled' | 'email';

/** The outbox across tenants, as the replicas share it. */
export interface Outbox {
  /**
   * Takes due deliveries for as long as the lease; a crash gives them back after it. Never more than so many of one
   * tenant, and none of those named.
   */
  claim(wish: {
    lane: Lane;
    now: number;
    leaseUntil: number;
    limit: number;
    perTenant: number;
    except: readonly string[];
  }): Promise<{ delivery: DeliveryRecord; webhook: WebhookRecord | null }[]>;
}

/** Due listings of models, shared among replicas in the same way. */
export interface ListingSchedule {
  /** Credentials in use whose list is to be asked for; whoever gets one here is alone with it until the next time. */
  claim(wish: {
    now: number;
    everyMs: number;
    limit: number;
  }): Promise<Pick<CredentialRecord, 'tenantId' | 'environment' | 'id'>[]>;
}

export type PostOutcome = { kind: 'answered'; status: number } | { kind: 'failed'; detail: string };

/** The way to a receiver: guarded, without redirects, and nothing of its answer but the status. */
export type PostWebhook = (request: {
  method?: 'POST' | 'PUT';
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** `operator`: the platform’s own receivers. Else what operators allow this tenant beyond the public internet. */
  policy: 'operator' | readonly EgressRule[];
  signal: AbortSignal;
}) => Promise<PostOutcome>;

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** The same for each try, so that a mailbox shows it once. */
  messageId: string;
}

export type MailOutcome = { kind: 'accepted' } | { kind: 'failed'; detail: string; permanent: boolean };
export type SendMail = (mail: Mail) => Promise<MailOutcome>;

/** What became of one try. */
export type DeliveryOutcome =
  | { kind: 'arrived'; status: number | null }
  | { kind: 'failed'; status: number | null; detail: string; permanent: boolean };

export interface OutboxRules {
  openSecrets(webhook: WebhookRecord, now: number): Promise<Secret[]>;
  release(secret: Secret): void;
  rulesFor(webhook: WebhookRecord): 'operator' | readonly EgressRule[];
  settle(delivery: DeliveryRecord, outcome: DeliveryOutcome): Promise<void>;
}
