import { conversationModels } from '../../../contract/conversations.ts';
import { findDefaultModel } from '../../../gateway/conversations/fixed-model.ts';
import { listCallable } from '../../../gateway/routing/list-callable.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { using } from './common.ts';

export const listConversationModelsRoute = defineRoute({
  ...using,
  method: 'GET',
  path: '/ai/api/v1/conversation_models',
  summary: 'List the models that a conversation can begin with now',
  answers: { 200: conversationModels },
  handle: async (call) => {
    const { keeper, clock } = call.services;
    const asker = placeOf(call);
    const models = listCallable(keeper.snapshot, asker, clock()).filter(({ isEmbedding }) => !isEmbedding);
    const first = findDefaultModel(keeper.snapshot, { ...asker, featureId: undefined }, clock());
    const items = models.map(({ id, name, modelName, tenantId }) => ({
      id,
      name,
      model_name: modelName,
      served_by: tenantId === asker.tenantId ? ('own' as const) : ('managed' as const),
      is_default: id === first?.id,
    }));
    return { status: 200, body: { items } };
  },
});
