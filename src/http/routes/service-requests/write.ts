import { serviceRequest } from '../../../contract/service-request-answers.ts';
import {
  maybeReasonBody,
  messageBody,
  patchServiceRequestBody,
  serviceRequestParams,
} from '../../../contract/service-requests.ts';
import { cancelRequest, writeMessage } from '../../../control/service-requests/handle.ts';
import { amendRequest, lookAgain, submitRequest } from '../../../control/service-requests/requests.ts';
import { limits } from '../../../kernel/limits.ts';
import { defineRoute } from '../../route.ts';
import { answerWith, doerOf, maker, path, tenantOf, writtenIn } from './common.ts';

/** What both sides do with a request. */

const one = { ...maker, params: serviceRequestParams } as const;
const perMinute = limits.serviceRequests.perMinute;

const amendRoute = defineRoute({
  ...one,
  method: 'PATCH',
  path: `${path}/:id`,
  summary: 'Change a draft, or amend a request that nobody has configured yet',
  body: patchServiceRequestBody,
  answers: { 200: serviceRequest },
  attemptsPerMinute: perMinute,
  handle: async (call) => {
    const tenantId = await tenantOf(call);
    await amendRequest(call.services, doerOf(call), tenantId, call.params.id, writtenIn(call));
    return answerWith(call, tenantId);
  },
});

const submitRoute = defineRoute({
  ...one,
  method: 'POST',
  path: `${path}/:id/submit`,
  summary: 'Hand a draft in; what is missing is named field by field',
  answers: { 200: serviceRequest },
  attemptsPerMinute: perMinute,
  handle: async (call) => {
    const tenantId = await tenantOf(call);
    await submitRequest(call.services, doerOf(call), tenantId, call.params.id);
    return answerWith(call, tenantId);
  },
});

const lookRoute = defineRoute({
  ...one,
  method: 'POST',
  path: `${path}/:id/reachability`,
  summary: 'Look at the endpoints once more, without credentials',
  answers: { 200: serviceRequest },
  attemptsPerMinute: perMinute,
  handle: async (call) => {
    const tenantId = await tenantOf(call);
    await lookAgain(call.services, doerOf(call), tenantId, call.params.id);
    return answerWith(call, tenantId);
  },
});

const messageRoute = defineRoute({
  ...one,
  method: 'POST',
  path: `${path}/:id/messages`,
  summary: 'Write to the other side; a text with a credential in it is refused, and nothing of it kept',
  body: messageBody,
  answers: { 201: serviceRequest },
  attemptsPerMinute: perMinute,
  handle: async (call) => {
    const tenantId = await tenantOf(call);
    await writeMessage(call.services, doerOf(call), tenantId, call.params.id, writtenIn(call).text);
    return answerWith(call, tenantId, 201);
  },
});

const cancelRoute = defineRoute({
  ...one,
  method: 'POST',
  path: `${path}/:id/cancel`,
  summary: 'Cancel a request that is not at its end',
  body: maybeReasonBody,
  answers: { 200: serviceRequest },
  handle: async (call) => {
    const tenantId = await tenantOf(call);
    const { reason = null } = writtenIn(call);
    await cancelRequest(call.services, doerOf(call), tenantId, call.params.id, reason);
    return answerWith(call, tenantId);
  },
});

export const writingRoutes = [amendRoute, submitRoute, lookRoute, messageRoute, cancelRoute];
