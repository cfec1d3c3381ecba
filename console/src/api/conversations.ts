import { infiniteQueryOptions } from '@tanstack/react-query';
import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';

export type ConversationWithMessages =
  paths['/ai/api/v1/conversations/{id}']['get']['responses']['200']['content']['application/json'];
export type Message = ConversationWithMessages['messages'][number];
export type Conversation = Omit<ConversationWithMessages, 'messages'>;
export type ConversationModel =
  paths['/ai/api/v1/conversation_models']['get']['responses']['200']['content']['application/json']['items'][number];

const pageSize = 30;
/** While an answer is being made elsewhere: in another tab, or for a page that was left. */
const runningMs = 2_000;
/** While it waits for a model that cannot answer. */
const waitingMs = 5_000;

export const conversationsQuery = (api: Api) =>
  infiniteQueryOptions({
    queryKey: [api.scope.name, 'conversations'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      api.ask((client) =>
        client.GET('/ai/api/v1/conversations', {
          params: { query: { limit: pageSize, ...(cursor !== undefined && { cursor }) } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const conversationQuery = (api: Api, id: string) => ({
  ...api.query(['conversation', id], (client, signal) =>
    client.GET('/ai/api/v1/conversations/{id}', { params: { path: { id } }, signal }),
  ),
  refetchInterval: ({ state }: { state: { data: ConversationWithMessages | undefined } }) =>
    isRunning(state.data) ? runningMs : isWaiting(state.data) ? waitingMs : false,
});

const isWaiting = (conversation: ConversationWithMessages | undefined): boolean =>
  conversation?.messages.at(-1)?.status === 'waiting';

export const isRunning = (conversation: ConversationWithMessages | undefined): boolean =>
  conversation?.messages.at(-1)?.status === 'running';

export const conversationModelsQuery = (api: Api) =>
  api.query(['conversation-models'], (client, signal) =>
    client.GET('/ai/api/v1/conversation_models', { signal }),
  );

export const beginConversation = (modelId: string | undefined) => (client: ApiClient) =>
  client.POST('/ai/api/v1/conversations', {
    body: modelId === undefined ? {} : { llm_config_id: modelId },
  });

export const renameConversation = (id: string, title: string) => (client: ApiClient) =>
  client.PATCH('/ai/api/v1/conversations/{id}', { params: { path: { id } }, body: { title } });

export const deleteConversation = (id: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/conversations/{id}', { params: { path: { id } } });

export const putConversationSettings = (retentionDays: number) => (client: ApiClient) =>
  client.PUT('/ai/api/v1/conversation_settings', { body: { retention_days: retentionDays } });
