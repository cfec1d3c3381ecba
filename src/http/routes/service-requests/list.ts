import { listOf } from '../../../contract/common.ts';
import { serviceRequestSummary } from '../../../contract/service-request-answers.ts';
import { type ServiceRequestsQuery, serviceRequestsQuery } from '../../../contract/service-requests.ts';
import type { RequestFilter } from '../../../control/service-request-ports.ts';
import { isClosed } from '../../../control/service-requests/life.ts';
import { listRequests } from '../../../control/service-requests/view-request.ts';
import type { Actor } from '../../../kernel/scope.ts';
import { requestStates } from '../../../kernel/service-requests.ts';
import { toUuidPage } from '../../paging.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toList } from '../answers.ts';
import { toSummaryAnswer } from './answers.ts';
import { common, doerOf, path } from './common.ts';

export const listServiceRequestsRoute = defineRoute({
  ...common,
  method: 'GET',
  path,
  access: { permission: 'service_requests.view' },
  summary: 'List a tenant’s requests, newest first; for operators who name no tenant, the queue of all',
  query: serviceRequestsQuery,
  answers: { 200: listOf(serviceRequestSummary) },
  handle: async (call) => {
    const { services, query, tenantId } = call;
    const { act } = callerOf(call);
    const filter = toFilter(query, act.actor);
    const page = await listRequests(services.store, doerOf(call), tenantId, toUuidPage(query), filter);
    return { status: 200, body: toList(page, toSummaryAnswer) };
  },
});

function toFilter(
  { state, kind, change, tenant_id, assignee }: ServiceRequestsQuery,
  { kind: actorKind, id: actorId }: Actor,
): RequestFilter & { tenantId?: string } {
  return {
    ...(state && { states: statesOf(state) }),
    ...(kind && { kind }),
    ...(change && { change }),
    ...(tenant_id !== undefined && { tenantId: tenant_id }),
    ...(assignee === 'nobody' && { isUnassigned: true }),
    ...(assignee === 'me' && { assignee: { kind: actorKind, id: actorId } }),
    ...(assignee !== undefined &&
      assignee !== 'me' &&
      assignee !== 'nobody' && { assignee: { kind: 'person', id: assignee } }),
  };
}

function statesOf(state: NonNullable<ServiceRequestsQuery['state']>) {
  if (state === 'open') return requestStates.filter((one) => !isClosed(one));
  return state === 'closed' ? requestStates.filter(isClosed) : [state];
}
