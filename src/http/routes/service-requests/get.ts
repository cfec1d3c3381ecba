import { serviceRequest } from '../../../contract/service-request-answers.ts';
import { serviceRequestParams } from '../../../contract/service-requests.ts';
import { defineRoute } from '../../route.ts';
import { answerWith, common, path, tenantOf } from './common.ts';

export const getServiceRequestRoute = defineRoute({
  ...common,
  method: 'GET',
  path: `${path}/:id`,
  access: { permission: 'service_requests.view' },
  summary: 'See one request: its environments and their checks, its messages, and who did what when',
  params: serviceRequestParams,
  answers: { 200: serviceRequest },
  handle: async (call) => answerWith(call, await tenantOf(call)),
});
