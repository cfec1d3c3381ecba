import { PlugboardError } from '../../kernel/errors.ts';
import type { Page, PageOf } from '../../kernel/paging.ts';
import type { AuditRow, TenantRecord } from '../../kernel/records.ts';
import type {
  RequestEvent,
  RequestedEnvironmentRecord,
  RequestMessage,
  ServiceRequestRecord,
} from '../../kernel/service-requests.ts';
import type { Store } from '../ports.ts';
import type { QueuedRequest, RequestFilter } from '../service-request-ports.ts';
import { type Doer, isSeenBy, sideOf } from './doer.ts';
import { listMoves, type Move } from './life.ts';

/** All that a page about one request shows. */
export interface RequestView {
  request: ServiceRequestRecord;
  tenant: Pick<TenantRecord, 'id' | 'name' | 'plan' | 'administeredBy'>;
  environments: RequestedEnvironmentRecord[];
  messages: RequestMessage[];
  events: (RequestEvent & { audit: AuditRow[] })[];
  next: Move[];
}

export async function viewRequest(
  store: Store,
  doer: Doer,
  tenantId: string,
  id: string,
): Promise<RequestView> {
  return store.readInTenant({ tenantId, environment: 'every' }, async (repositories) => {
    const { serviceRequests, audit } = repositories;
    const request = await serviceRequests.find(id);
    const tenant = await repositories.findTenant();
    if (!tenant || !request || !isSeenBy(request, sideOf(doer))) {
      throw new PlugboardError('service_request_not_found');
    }
    const events = await serviceRequests.listEvents(id);
    const rows = await audit.listOfRequests(events.map(({ requestId }) => requestId));
    const byRequest = Map.groupBy(rows, ({ requestId }) => requestId);
    return {
      request,
      tenant,
      environments: await serviceRequests.listEnvironments(id),
      messages: await serviceRequests.listMessages(id),
      events: events.map((event) => ({ ...event, audit: byRequest.get(event.requestId) ?? [] })),
      next: listMoves(request, sideOf(doer)),
    };
  });
}

/** Of one tenant, or, for operators who name none, of all. */
export async function listRequests(
  store: Store,
  doer: Doer,
  tenantId: string | undefined,
  page: Page,
  filter: RequestFilter & { tenantId?: string },
): Promise<PageOf<QueuedRequest>> {
  const side = sideOf(doer);
  if (side === 'operator') {
    const wish = tenantId === undefined ? filter : { ...filter, tenantId };
    return store.readAsPlatform(({ serviceRequests }) => serviceRequests.list(page, wish));
  }
  if (tenantId === undefined) throw new PlugboardError('tenant_required');
  return store.readInTenant({ tenantId, environment: 'every' }, async (repositories) => {
    const { serviceRequests } = repositories;
    const tenant = await repositories.findTenant();
    if (!tenant) throw new PlugboardError('tenant_not_found');
    const listed = await serviceRequests.list(page, filter);
    return { ...listed, items: listed.items.map((item) => ({ ...item, tenant })) };
  });
}
