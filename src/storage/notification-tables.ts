import type { JSONColumnType } from 'kysely';
import type { NotificationFacts, NotificationKind } from '../kernel/notification-kinds.ts';
import type {
  AvailabilityState,
  DeliveredEvent,
  DeliveryState,
  EventWish,
  IncidentClass,
} from '../kernel/notifications.ts';
import type { Environment } from '../kernel/scope.ts';

interface OfEnvironment {
  tenant_id: string;
  environment: Environment;
}

export interface NotificationTables {
  notifications: OfEnvironment & {
    id: string;
    kind: NotificationKind;
    at: Date;
    facts: JSONColumnType<NotificationFacts>;
    subject: string | null;
    once: string | null;
    read_at: Date | null;
  };
  webhooks: OfEnvironment & {
    id: string;
    url: string;
    events: EventWish[];
    description: string;
    enabled: boolean;
    disabled_reason: 'gone' | 'failing' | null;
    secret_version: number;
    sealed: Uint8Array;
    previous_version: number | null;
    previous_sealed: Uint8Array | null;
    previous_until: Date | null;
    failing_since: Date | null;
    created_at: Date;
    updated_at: Date;
  };
  deliveries: OfEnvironment & {
    id: string;
    webhook_id: string | null;
    email: string | null;
    event: DeliveredEvent;
    facts: JSONColumnType<NotificationFacts>;
    at: Date;
    state: DeliveryState;
    attempts: number;
    next_attempt_at: Date;
    last_status: number | null;
    last_error: string | null;
    finished_at: Date | null;
  };
  notification_settings: OfEnvironment & { emails: string[]; events: EventWish[]; updated_at: Date };
  model_availability: OfEnvironment & {
    config_id: string;
    state: AvailabilityState;
    since: Date;
    retires_on: string | null;
    missed: number;
  };
  credential_listings: OfEnvironment & { credential_id: string; next_at: Date };
  incidents: {
    id: string;
    provider: string;
    host: string;
    class: IncidentClass;
    opened_at: Date;
    closed_at: Date | null;
    tenants: number;
    credentials: number;
  };
  incident_credentials: OfEnvironment & { incident_id: string; credential_id: string };
}
