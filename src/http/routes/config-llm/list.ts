import { listOf } from '../../../contract/common.ts';
import { modelConfig, modelConfigsQuery } from '../../../contract/model-configs.ts';
import { listModelConfigs } from '../../../control/model-configs.ts';
import { toUuidPage } from '../../paging.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toList } from '../answers.ts';
import { toModelConfigAnswer } from './answers.ts';

export const listModelConfigsRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/config/llm',
  access: { permission: 'models.view' },
  actsOn: 'environment',
  tag: 'Models',
  summary: 'List model configs',
  query: modelConfigsQuery,
  answers: { 200: listOf(modelConfig) },
  handle: async (call) => {
    const { llm_credentials_id, is_embedding } = call.query;
    const page = await listModelConfigs(call.services.store, placeOf(call), toUuidPage(call.query), {
      ...(llm_credentials_id !== undefined && { credential: llm_credentials_id }),
      ...(is_embedding !== undefined && { isEmbedding: is_embedding }),
    });
    return { status: 200, body: toList(page, toModelConfigAnswer) };
  },
});
