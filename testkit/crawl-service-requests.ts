import type { Request, Sample } from './crawl-sample.ts';
import type { Maker } from './maker.ts';

const path = '/ai/api/v1/service_requests';
const windows = '/ai/api/v1/support_windows';

/** What leaves the request as it was, or could not be done with it at all. */
function ofOne(more: Pick<Sample, 'status' | 'names'> = {}, body?: unknown): Sample {
  return {
    request: async (make, tenant) => ({
      params: { id: await make.serviceRequest(tenant) },
      ...(body !== undefined && { body }),
    }),
    ...more,
    names: { id: 'service_request', ...more.names },
  };
}

function ofFresh(body?: unknown, fields: Record<string, unknown> = {}): Sample {
  return {
    request: async (make: Maker, tenant: string): Promise<Request> => ({
      params: { id: await make.freshServiceRequest(tenant, fields) },
      ...(body !== undefined && { body }),
    }),
    names: { id: 'service_request' },
  };
}

const ofWindow: Sample = {
  request: async (make, tenant) => ({ params: { id: await make.supportWindow(tenant) } }),
  names: { id: 'support_window' },
};

/** No endpoint is named anywhere, so nothing is looked at. */
export const serviceRequestSamples: Readonly<Record<string, Sample>> = {
  [`POST ${path}`]: {
    request: async (make, tenant) => ({
      body: {
        kind: 'change',
        change: 'remove',
        environment: 'dev',
        target_id: await make.modelConfig(tenant),
      },
    }),
    names: { target_id: 'model_config' },
  },
  [`GET ${path}`]: { request: () => ({ query: 'limit=1000&state=open' }) },
  [`GET ${path}/:id`]: ofOne(),
  [`PATCH ${path}/:id`]: {
    ...ofOne({ names: { target_id: 'model_config' } }, { notes: 'Another reason.' }),
  },
  [`POST ${path}/:id/submit`]: ofFresh(undefined, { draft: true }),
  [`POST ${path}/:id/reachability`]: ofOne(),
  [`POST ${path}/:id/messages`]: ofOne({}, { text: 'When will it be?' }),
  [`POST ${path}/:id/cancel`]: ofFresh({}),
  [`POST ${path}/:id/assign`]: ofOne({ names: { person_id: 'person' } }, {}),
  [`POST ${path}/:id/reject`]: ofFresh({ reason: 'Not now.' }),
  // A change is neither waited for here nor answered: each is 409.
  [`POST ${path}/:id/await_credentials`]: ofOne(),
  // Its change is not about an account’s key, and no account is named: 400, once it is known whose request it is.
  [`POST ${path}/:id/deposits`]: {
    request: async (make, tenant) => ({
      params: { id: await make.takenServiceRequest(tenant) },
      body: { environment: 'dev' },
    }),
    names: { id: 'service_request', llm_credentials_id: 'credential' },
    status: 400,
  },
  [`GET ${path}/:id/deposits`]: ofOne(),
  [`DELETE ${path}/:id/deposits/:deposit_id`]: {
    request: async (make, tenant) => ({
      params: { id: await make.serviceRequest(tenant), deposit_id: await make.deposit(tenant) },
    }),
    names: { id: 'service_request', deposit_id: 'deposit' },
    status: 404,
  },
  [`POST ${path}/:id/configure`]: ofOne(
    { names: { llm_credentials_id: 'credential' }, status: 409 },
    { environment: 'dev' },
  ),
  [`POST ${path}/:id/validate`]: ofOne({ status: 409 }, { environment: 'dev' }),
  [`POST ${path}/:id/activate`]: ofOne({ status: 409 }, { environment: 'dev' }),
  // What would be removed is not confirmed.
  [`POST ${path}/:id/carry_out`]: ofOne(
    { names: { target_id: 'model_config', llm_credentials_id: 'credential' }, status: 409 },
    {},
  ),
  [`GET ${path}/:id/preview`]: ofOne(),
  [`POST ${path}/:id/approve`]: ofOne({ status: 409 }, { data_leaves_network: true }),
  [`POST ${path}/:id/answer`]: ofOne({ status: 409 }, { reason: 'It is supported.' }),
  [`POST ${windows}`]: { request: () => ({ body: { hours: 1 } }) },
  [`GET ${windows}`]: { request: () => ({ query: 'limit=1000' }) },
  [`GET ${windows}/:id`]: ofWindow,
  [`POST ${windows}/:id/end`]: ofWindow,
  // A key that nothing is known of is not asked for anything.
  [`POST ${windows}/:id/checks`]: {
    request: async (make, tenant) => ({
      params: { id: await make.supportWindow(tenant) },
      body: { llm_credentials_id: await make.credential(tenant) },
    }),
    names: { id: 'support_window', llm_credentials_id: 'credential' },
    status: 400,
  },
};
