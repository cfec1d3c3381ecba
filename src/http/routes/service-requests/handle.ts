import { serviceRequest } from '../../../contract/service-request-answers.ts';
import { assignBody, reasonBody, serviceRequestParams } from '../../../contract/service-requests.ts';
import {
  answerProvider,
  assignRequest,
  awaitCredentials,
  rejectRequest,
} from '../../../control/service-requests/handle.ts';
import { defineRoute } from '../../route.ts';
import { answerWith, doerOf, handler, path, tenantOf, writtenIn } from './common.ts';

/** What operators alone do with a request. */

const one = {
  ...handler,
  method: 'POST',
  params: serviceRequestParams,
  answers: { 200: serviceRequest },
} as const;

const assignRoute = defineRoute({
  ...one,
  path: `${path}/:id/assign`,
  summary: 'Take a request, or give it to an operator',
  body: assignBody,
  handle: async (call) => {
    const tenantId = await tenantOf(call);
    await assignRequest(call.services, doerOf(call), tenantId, call.params.id, call.body);
    return answerWith(call, tenantId);
  },
});

const awaitRoute = defineRoute({
  ...one,
  path: `${path}/:id/await_credentials`,
  summary: 'Tell the tenant that it is time to hand the credentials over',
  handle: async (call) => {
    const tenantId = await tenantOf(call);
    await awaitCredentials(call.services, doerOf(call), tenantId, call.params.id);
    return answerWith(call, tenantId);
  },
});

const rejectRoute = defineRoute({
  ...one,
  path: `${path}/:id/reject`,
  summary: 'Reject a request, with the reason that the tenant reads',
  body: reasonBody,
  handle: async (call) => {
    const tenantId = await tenantOf(call);
    await rejectRequest(call.services, doerOf(call), tenantId, call.params.id, writtenIn(call).reason);
    return answerWith(call, tenantId);
  },
});

const answerRoute = defineRoute({
  ...one,
  path: `${path}/:id/answer`,
  summary: 'Answer a question for a provider, which is its end',
  body: reasonBody,
  handle: async (call) => {
    const tenantId = await tenantOf(call);
    await answerProvider(call.services, doerOf(call), tenantId, call.params.id, writtenIn(call).reason);
    return answerWith(call, tenantId);
  },
});

export const handlingRoutes = [assignRoute, awaitRoute, rejectRoute, answerRoute];
