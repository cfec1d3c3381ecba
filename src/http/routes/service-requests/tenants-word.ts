import { serviceRequest } from '../../../contract/service-request-answers.ts';
import { approveBody, previewQuery, removalPreview } from '../../../contract/service-request-work.ts';
import { serviceRequestParams } from '../../../contract/service-requests.ts';
import { approveRequest, previewRemoval } from '../../../control/service-requests/deeds-on-configs.ts';
import { defineRoute } from '../../route.ts';
import { toInstant } from '../answers.ts';
import { answerWith, common, doerOf, homeOf, path, tenantOf } from './common.ts';

/** What both sides look at before something is broken, and what the tenant alone agrees to. */

const previewRoute = defineRoute({
  ...common,
  method: 'GET',
  path: `${path}/:id/preview`,
  access: { permission: 'service_requests.view' },
  summary: 'See what a removal breaks before it is done: the conversations that will show an error',
  params: serviceRequestParams,
  query: previewQuery,
  answers: { 200: removalPreview },
  handle: async (call) => {
    const { services, params, query } = call;
    const tenantId = await tenantOf(call);
    const { configs, isWhole, conversations, features } = await previewRemoval(
      services,
      doerOf(call),
      tenantId,
      params.id,
      query.target_id,
    );
    const body = {
      llm_configs: configs.map(({ id, name }) => ({ id, name })),
      with_credential: isWhole,
      conversations: {
        count: conversations.count,
        newest: conversations.newest.map(({ id, configId, updatedAt }) => ({
          id,
          llm_config_id: configId,
          updated_at: toInstant(updatedAt),
        })),
      },
      features,
    };
    return { status: 200, body };
  },
});

const approveRoute = defineRoute({
  ...common,
  method: 'POST',
  path: `${path}/:id/approve`,
  access: { permission: 'service_requests.approve' },
  summary:
    'Agree, as an administrator of the tenant itself, that data may leave its network, as the request asks',
  params: serviceRequestParams,
  body: approveBody,
  answers: { 200: serviceRequest },
  handle: async (call) => {
    const home = homeOf(call);
    await approveRequest(call.services, doerOf(call), home, call.params.id);
    return answerWith(call, home.tenantId);
  },
});

export const agreeingRoutes = [previewRoute, approveRoute];
