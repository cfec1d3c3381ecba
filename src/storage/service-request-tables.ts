import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { NotificationKind } from '../kernel/notification-kinds.ts';
import type { Environment } from '../kernel/scope.ts';
import type {
  ChangeDetails,
  EnvironmentChecks,
  EnvironmentWish,
  Reachability,
  RequestActor,
  RequestChange,
  RequestedEnvironmentRecord,
  RequestKind,
  RequestState,
} from '../kernel/service-requests.ts';

/** Written as JSON text. */
type Json<T> = ColumnType<T, string, string>;
type MaybeJson<T> = ColumnType<T | null, string | null, string | null>;

export interface ServiceRequestTables {
  service_requests: {
    tenant_id: string;
    id: string;
    kind: RequestKind;
    change: RequestChange | null;
    subject: string;
    state: RequestState;
    notes: string;
    target: string | null;
    details: MaybeJson<ChangeDetails>;
    told_in: Environment;
    made_by: Json<RequestActor>;
    assignee: MaybeJson<RequestActor>;
    reason: string | null;
    created_at: Date;
    updated_at: Date;
    submitted_at: Date | null;
    closed_at: Date | null;
  };
  service_request_environments: {
    tenant_id: string;
    request_id: string;
    environment: Environment;
    wish: Json<EnvironmentWish>;
    reachability: MaybeJson<Reachability>;
    credential_id: string | null;
    secret_version_before: number | null;
    config_ids: string[];
    configured_at: Date | null;
    checks: MaybeJson<EnvironmentChecks>;
    activated_at: Date | null;
    override: MaybeJson<NonNullable<RequestedEnvironmentRecord['override']>>;
    busy_until: Generated<Date | null>;
  };
  service_request_messages: {
    tenant_id: string;
    request_id: string;
    id: string;
    at: Date;
    by: Json<RequestActor>;
    body: string;
    position: GeneratedAlways<number>;
  };
  service_request_events: {
    tenant_id: string;
    request_id: string;
    id: string;
    at: Date;
    by: Json<RequestActor>;
    action: string;
    state_before: RequestState | null;
    state: RequestState;
    environment: Environment | null;
    detail: Json<Record<string, unknown>>;
    http_request_id: string;
    tells: NotificationKind | null;
    told_at: Generated<Date | null>;
    position: GeneratedAlways<number>;
  };
  support_windows: {
    tenant_id: string;
    environment: Environment;
    id: string;
    reason: string;
    granted_by: Json<RequestActor>;
    created_at: Date;
    until: Date;
    ended_at: Generated<Date | null>;
  };
}
