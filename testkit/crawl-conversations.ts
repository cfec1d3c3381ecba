import type { Request, Sample } from './crawl-sample.ts';
import type { Maker } from './maker.ts';

const api = '/ai/api/v1';

/** Whoever tries it: the conversation is another user’s of the very same tenant, and nobody else gets at it. */
function ofAnother(names: Record<string, 'message'> = {}, body?: unknown): Sample {
  return {
    request: async (make: Maker, tenant: string): Promise<Request> => ({
      params: { id: await make.conversation(tenant), message_id: '00000000-0000-7000-8000-000000000006' },
      ...(body !== undefined && { body }),
    }),
    names: { id: 'conversation', ...names },
    status: 404,
  };
}

export const conversationSamples: Readonly<Record<string, Sample>> = {
  [`POST ${api}/conversations`]: {
    request: async (make, tenant) => ({
      body: { llm_config_id: await make.modelConfig(tenant), agent_id: `${tenant}-bot`, title: 'Numbers' },
    }),
    names: { llm_config_id: 'model_config', agent_id: 'agent' },
  },
  [`GET ${api}/conversations`]: { request: () => ({ query: 'limit=1000' }) },
  [`GET ${api}/conversations/:id`]: ofAnother(),
  [`PATCH ${api}/conversations/:id`]: ofAnother({}, { title: 'Mine now' }),
  [`DELETE ${api}/conversations/:id`]: ofAnother(),
  [`POST ${api}/conversations/:id/messages`]: ofAnother({}, { content: 'hi' }),
  [`POST ${api}/conversations/:id/messages/:message_id/retry`]: ofAnother({ message_id: 'message' }, {}),
  [`GET ${api}/conversation_models`]: { request: () => ({}) },
  [`GET ${api}/conversation_settings`]: { request: () => ({}) },
  [`PUT ${api}/conversation_settings`]: { request: () => ({ body: { retention_days: 7 } }) },
};
