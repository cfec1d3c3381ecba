import { infiniteQueryOptions } from '@tanstack/react-query';
import type { paths } from '../api.d.ts';
import type { Api, ApiClient, Ask } from './api.ts';
import type { Environment } from './session.ts';
import { watched, watchRun } from './watch-run.ts';

type All = paths['/ai/api/v1/service_requests'];
type One = paths['/ai/api/v1/service_requests/{id}'];
type Body<P> = P extends { requestBody: { content: { 'application/json': infer B } } } ? B : never;

export type ServiceRequest = One['get']['responses']['200']['content']['application/json'];
type RequestPage = All['get']['responses']['200']['content']['application/json'];
export type RequestSummary = RequestPage['items'][number];
export type RequestState = ServiceRequest['state'];
export type RequestKind = ServiceRequest['kind'];
export type RequestChange = NonNullable<ServiceRequest['change']>;
export type RequestedEnvironment = ServiceRequest['environments'][number];
export type AuthType = NonNullable<RequestedEnvironment['auth_type']>;
export type RequestCheck = NonNullable<RequestedEnvironment['checks']>['checks'][number];
export type Finding = NonNullable<RequestedEnvironment['reachability']>['finding'];

export type NewRequestBody = Body<All['post']>;
export type RequestPatch = Body<One['patch']>;
export type WishBody = NonNullable<RequestPatch['environments']>[number];
export type ConfigureBody = Body<paths['/ai/api/v1/service_requests/{id}/configure']['post']>;
export type ActivateBody = Body<paths['/ai/api/v1/service_requests/{id}/activate']['post']>;
export type CarryOutBody = Body<paths['/ai/api/v1/service_requests/{id}/carry_out']['post']>;

type Filter = NonNullable<All['get']['parameters']['query']>;
export type RequestFilter = Pick<Filter, 'state' | 'kind' | 'tenant_id' | 'assignee'>;

const rowsPerPage = 50;
/** Somebody else works on it at the same time. */
const lookAgainMs = 15_000;

/** Newest first, page by page. */
export const requestsQuery = (api: Api, filter: RequestFilter) =>
  infiniteQueryOptions({
    queryKey: [api.scope.name, 'service-requests', filter],
    queryFn: ({ pageParam, signal }) =>
      api.ask((client) =>
        client.GET('/ai/api/v1/service_requests', {
          params: {
            query: { limit: rowsPerPage, ...filter, ...(pageParam !== null && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor: next }: RequestPage) => next,
    refetchInterval: lookAgainMs,
  });

export const requestQuery = (api: Api, id: string) => ({
  ...api.query(['service-requests', id], (client, signal) =>
    client.GET('/ai/api/v1/service_requests/{id}', { params: { path: { id } }, signal }),
  ),
  refetchInterval: ({ state }: { state: { data: ServiceRequest | undefined } }) =>
    state.data?.closed_at == null ? lookAgainMs : false,
});

/** What a removal breaks; `target` where the request says it in words only. */
export const removalPreviewQuery = (api: Api, id: string, target: string) =>
  api.query(['service-requests', id, 'preview', target], (client, signal) =>
    client.GET('/ai/api/v1/service_requests/{id}/preview', {
      params: { path: { id }, query: target === '' ? {} : { target_id: target } },
      signal,
    }),
  );

export const createRequest = (body: NewRequestBody) => (client: ApiClient) =>
  client.POST('/ai/api/v1/service_requests', { body });

const at = (id: string) => ({ params: { path: { id } } });
/** That what looks like a credential is none. */
export type Confirmed = { confirm_no_secrets?: true };

export const amendRequest = (id: string, body: RequestPatch) => (client: ApiClient) =>
  client.PATCH('/ai/api/v1/service_requests/{id}', { ...at(id), body });

export const submitRequest = (id: string) => (client: ApiClient) =>
  client.POST('/ai/api/v1/service_requests/{id}/submit', at(id));

export const lookAgainAtEndpoints = (id: string) => (client: ApiClient) =>
  client.POST('/ai/api/v1/service_requests/{id}/reachability', at(id));

export const writeMessage = (id: string, body: { text: string } & Confirmed) => (client: ApiClient) =>
  client.POST('/ai/api/v1/service_requests/{id}/messages', { ...at(id), body });

export const cancelRequest = (id: string, body: { reason?: string } & Confirmed) => (client: ApiClient) =>
  client.POST('/ai/api/v1/service_requests/{id}/cancel', { ...at(id), body });

export const rejectRequest = (id: string, body: { reason: string } & Confirmed) => (client: ApiClient) =>
  client.POST('/ai/api/v1/service_requests/{id}/reject', { ...at(id), body });

export const answerRequest = (id: string, body: { reason: string } & Confirmed) => (client: ApiClient) =>
  client.POST('/ai/api/v1/service_requests/{id}/answer', { ...at(id), body });

/** Without a person, to whoever asks. */
export const assignRequest =
  (id: string, body: { person_id?: string; reassign?: true }) => (client: ApiClient) =>
    client.POST('/ai/api/v1/service_requests/{id}/assign', { ...at(id), body });

export const awaitCredentials = (id: string) => (client: ApiClient) =>
  client.POST('/ai/api/v1/service_requests/{id}/await_credentials', at(id));

/** Each check is told as it ends. */
export const configureEnvironment = (id: string, body: ConfigureBody) => (client: ApiClient) =>
  client.POST('/ai/api/v1/service_requests/{id}/configure', { ...at(id), body, ...watched });

export const validateEnvironment = (id: string, environment: Environment) => (client: ApiClient) =>
  client.POST('/ai/api/v1/service_requests/{id}/validate', { ...at(id), body: { environment }, ...watched });

export const carryOut = (id: string, body: CarryOutBody) => (client: ApiClient) =>
  client.POST('/ai/api/v1/service_requests/{id}/carry_out', { ...at(id), body, ...watched });

export const watchWork = (
  api: Api,
  work: Ask<ReadableStream<Uint8Array> | null>,
  onCheck: (check: RequestCheck) => void,
): Promise<ServiceRequest> => watchRun(api, work, 'check', onCheck);

export const activateEnvironment = (id: string, body: ActivateBody) => (client: ApiClient) =>
  client.POST('/ai/api/v1/service_requests/{id}/activate', { ...at(id), body });

export const approveRequest = (id: string) => (client: ApiClient) =>
  client.POST('/ai/api/v1/service_requests/{id}/approve', { ...at(id), body: { data_leaves_network: true } });

export type RequestHead = Pick<NewRequestBody, 'kind' | 'change' | 'environment'>;
/** What its makers write, as far as the form goes. */
export type Written = Omit<RequestPatch, 'confirm_no_secrets'>;

/** A new request, or what is written over a stored one; a draft is handed in if that is wanted. */
export const writeRequest =
  (head: RequestHead, stored: ServiceRequest | undefined, written: Written & Confirmed, isDraft: boolean) =>
  async (client: ApiClient) => {
    if (!stored) return createRequest({ ...head, ...written, ...(isDraft && { draft: true }) })(client);
    const amended = await amendRequest(stored.id, written)(client);
    const isHandedIn = stored.state === 'draft' && !isDraft && amended.error === undefined;
    return isHandedIn ? submitRequest(stored.id)(client) : amended;
  };
