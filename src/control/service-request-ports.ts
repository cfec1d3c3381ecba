import type { NotificationKind } from '../kernel/notification-kinds.ts';
import type { Page, PageOf } from '../kernel/paging.ts';
import type { TenantRecord } from '../kernel/records.ts';
import type { Actor, Environment } from '../kernel/scope.ts';
import type {
  RequestChange,
  RequestEvent,
  RequestedEnvironmentRecord,
  RequestKind,
  RequestMessage,
  RequestState,
  ServiceRequestRecord,
  SupportWindow,
} from '../kernel/service-requests.ts';

/** What requests to the operators take of storage. */

export interface RequestFilter {
  states?: readonly RequestState[];
  kind?: RequestKind;
  change?: RequestChange;
  assignee?: Pick<Actor, 'kind' | 'id'>;
  isUnassigned?: boolean;
}

/** Of one tenant, in all its environments. */
export interface ServiceRequestRepository {
  /** Newest first, with the environments that each names. */
  list(
    page: Page,
    filter: RequestFilter,
  ): Promise<PageOf<{ request: ServiceRequestRecord; environments: Environment[] }>>;
  find(id: string): Promise<ServiceRequestRecord | undefined>;
  /** The same; nobody else changes it until this is committed. */
  hold(id: string): Promise<ServiceRequestRecord | undefined>;
  insert(request: ServiceRequestRecord): Promise<void>;
  update(request: ServiceRequestRecord): Promise<void>;
  listEnvironments(id: string): Promise<RequestedEnvironmentRecord[]>;
  /** In place of those that were there. */
  replaceEnvironments(id: string, environments: readonly RequestedEnvironmentRecord[]): Promise<void>;
  updateEnvironment(id: string, environment: RequestedEnvironmentRecord): Promise<void>;
  /** Takes the right to work on it until then; false while somebody else has it. A crash gives it back. */
  beginWork(id: string, environment: Environment, now: number, until: number): Promise<boolean>;
  /** Whether somebody is at any environment of it. */
  isBusy(id: string, now: number): Promise<boolean>;
  /** Leaves it alone where somebody else has it by now. */
  endWork(id: string, environment: Environment, until: number): Promise<void>;
  insertMessage(id: string, message: RequestMessage): Promise<void>;
  countMessages(id: string): Promise<number>;
  listMessages(id: string): Promise<RequestMessage[]>;
  /** With what operators are to be told of it, if they are. */
  insertEvent(id: string, event: RequestEvent, tells: NotificationKind | null): Promise<void>;
  listEvents(id: string): Promise<RequestEvent[]>;
}

/** What operators see of a tenant’s request in their queue. */
export interface QueuedRequest {
  request: ServiceRequestRecord;
  tenant: Pick<TenantRecord, 'id' | 'name' | 'plan' | 'administeredBy'>;
  environments: Environment[];
}

export interface UntoldEvent {
  tenantId: string;
  tenantName: string;
  requestId: string;
  subject: string;
  event: Pick<RequestEvent, 'id' | 'at' | 'by' | 'to'>;
  tells: NotificationKind;
}

/** Across tenants: the operators’ queue, and what they are still to be told. */
export interface ServiceRequestRegister {
  /** Newest first; without the drafts of tenants, which nobody has handed in. */
  list(page: Page, filter: RequestFilter & { tenantId?: string }): Promise<PageOf<QueuedRequest>>;
  findTenantId(id: string): Promise<string | undefined>;
  /** Of so many at most: each is one transaction’s alone. */
  takeUntold(limit: number): Promise<UntoldEvent[]>;
  noteTold(event: UntoldEvent, at: number): Promise<void>;
}

/** Of one environment. */
export interface SupportWindowRepository {
  /** Newest first. */
  list(page: Page): Promise<PageOf<SupportWindow>>;
  find(id: string): Promise<SupportWindow | undefined>;
  insert(window: SupportWindow): Promise<void>;
  /** The first end stands. */
  end(id: string, at: number): Promise<void>;
}
