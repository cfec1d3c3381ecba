import { serviceRequest } from '../../../contract/service-request-answers.ts';
import { createServiceRequestBody } from '../../../contract/service-requests.ts';
import { createRequest } from '../../../control/service-requests/requests.ts';
import { limits } from '../../../kernel/limits.ts';
import { defineRoute } from '../../route.ts';
import { doerOf, homeOf, maker, path, readAnswer, writtenIn } from './common.ts';

export const createServiceRequestRoute = defineRoute({
  ...maker,
  actsOn: 'tenant',
  method: 'POST',
  path,
  summary:
    'Ask the operators for a set-up, a change or a provider; the endpoints are looked at without credentials. Operators do it on a tenant’s behalf',
  body: createServiceRequestBody,
  answers: { 201: serviceRequest },
  attemptsPerMinute: limits.serviceRequests.perMinute,
  handle: async (call) => {
    const home = homeOf(call);
    const id = await createRequest(call.services, doerOf(call), home, writtenIn(call));
    return { status: 201, body: await readAnswer(call, home.tenantId, id) };
  },
});
