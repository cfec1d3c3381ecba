import type {
  ConversationAnswer,
  ConversationWithMessages,
  MessageAnswer,
} from '../../../contract/conversations.ts';
import type { Conversation, Turn } from '../../../control/conversations/conversations.ts';
import { findModelState } from '../../../gateway/conversations/fixed-model.ts';
import type { Services } from '../../services.ts';
import { toInstant } from '../answers.ts';

type Looking = Pick<Services, 'keeper' | 'clock'>;

export function toConversationAnswer(
  { keeper, clock }: Looking,
  conversation: Conversation,
): ConversationAnswer {
  const wish = { ...conversation, featureId: undefined };
  return {
    id: conversation.id,
    title: conversation.title,
    llm_config_id: conversation.configId,
    llm_config_name: conversation.configName,
    model_name: conversation.modelName,
    model_state: findModelState(keeper.snapshot, wish, conversation.configId, clock()),
    agent_id: conversation.agentId,
    kept: conversation.isKept,
    created_at: toInstant(conversation.createdAt),
    updated_at: toInstant(conversation.updatedAt),
    expires_at: toInstant(conversation.expiresAt),
  };
}

export function toConversationWithMessages(
  looking: Looking,
  { conversation, turns }: { conversation: Conversation; turns: readonly Turn[] },
): ConversationWithMessages {
  return { ...toConversationAnswer(looking, conversation), messages: turns.flatMap(toMessages) };
}

/** Where nothing was answered there is no second message: the first one says why. */
function toMessages({ id, content, createdAt, answer }: Turn): MessageAnswer[] {
  const error = answer.errorCode === null ? null : { code: answer.errorCode, detail: answer.failure ?? '' };
  const isUnanswered = answer.state === 'failed';
  const question: MessageAnswer = {
    id,
    role: 'user',
    content,
    status: isUnanswered ? 'failed' : 'complete',
    error: isUnanswered ? error : null,
    created_at: toInstant(createdAt),
    served_by: null,
    llm_config_id: null,
    llm_config_name: null,
    model: null,
    finish_reason: null,
    request_id: isUnanswered ? answer.requestId : null,
    queue_id: null,
  };
  if (isUnanswered) return [question];
  return [
    question,
    {
      id: answer.id,
      role: 'assistant',
      content: answer.text,
      status: answer.state,
      error,
      created_at: toInstant(answer.updatedAt),
      served_by: answer.servedBy,
      llm_config_id: answer.configId,
      llm_config_name: answer.configName,
      model: answer.modelName,
      finish_reason: answer.finishReason,
      request_id: answer.requestId,
      queue_id: answer.state === 'waiting' ? answer.queueId : null,
    },
  ];
}
