import { type Static, Type } from 'typebox';
import { limits } from '../kernel/limits.ts';
import { closed, displayName, instant, maybe, slug } from './common.ts';

const { conversations } = limits;
const uuid = (description: string) => Type.String({ format: 'uuid', description });

const title = maybe(displayName);
const content = Type.String({
  minLength: 1,
  maxLength: conversations.contentLengthMax,
  description: 'What the user says.',
});

export const createConversationBody = closed({
  llm_config_id: Type.Optional(
    uuid('The model config that it stays with; left out, what serves by default at this moment.'),
  ),
  agent_id: Type.Optional(slug('The agent that it is with: its models and its failure policy serve.')),
  title: Type.Optional(title),
});
export const patchConversationBody = closed({ title });

const stream = Type.Optional(
  Type.Boolean({
    description:
      'Whether the answer comes as it is made. Left out: yes, unless `Accept` asks for JSON and for no event stream.',
  }),
);
export const sendMessageBody = closed({
  content,
  stream,
  history: Type.Optional(
    Type.Array(
      closed({
        role: Type.Enum(['user', 'assistant']),
        content: Type.String({ maxLength: conversations.historyLengthMax }),
      }),
      {
        maxItems: 2 * conversations.messagesMax,
        description:
          'What was said before, in its order. Only in a conversation with `kept: false`: there it is the caller who has it.',
      },
    ),
  ),
});
export const retryMessageBody = closed({ stream });

export const conversationParams = closed({ id: uuid('The conversation’s id.') });
export const messageParams = closed({
  id: uuid('The conversation’s id.'),
  message_id: uuid('The id of the last message, or of its answer.'),
});

const fields = {
  id: Type.String(),
  title,
  llm_config_id: Type.String({ description: 'The model config that it was begun with and stays with.' }),
  llm_config_name: Type.String({ description: 'Its name at that time.' }),
  model_name: Type.String({ description: 'The model behind it at that time.' }),
  model_state: Type.Enum(['available', 'removed', 'disabled'], {
    description:
      '`removed`: no more can be said here, only read. `disabled`: the same for as long as the model, its account, the mode, the plan or the lock keeps it from serving.',
  }),
  agent_id: maybe(Type.String()),
  kept: Type.Boolean({ description: 'Whether its texts are stored. Decided when it was begun.' }),
  created_at: instant('When it was begun.'),
  updated_at: instant('When something was last said.'),
  expires_at: instant('When it is deleted, if nothing is said before.'),
};
export const conversation = closed(
  fields,
  'What one user and one model say to each other; nobody else sees it.',
);
export type ConversationAnswer = Static<typeof conversation>;

const failure = closed(
  {
    code: Type.String({ description: 'As in docs/errors.md, or `aborted`: the connection was closed.' }),
    detail: Type.String(),
  },
  'Why there is no answer, or not all of one.',
);
const message = closed({
  id: Type.String(),
  role: Type.Enum(['user', 'assistant']),
  content: Type.String(),
  status: Type.Enum(['complete', 'running', 'waiting', 'incomplete', 'failed'], {
    description:
      '`waiting`: the model cannot answer now; the call is in the queue (`queue_id`), and the answer will be here. Of a user’s message `failed`: nothing answered it. Of an answer `incomplete`: it broke off, and this is its beginning.',
  }),
  error: maybe(failure),
  created_at: instant('When it was said.'),
  served_by: maybe(Type.Enum(['own', 'managed'], { description: 'Whose model spoke.' })),
  llm_config_id: maybe(Type.String({ description: 'The model config that answered.' })),
  llm_config_name: maybe(Type.String()),
  model: maybe(Type.String({ description: 'As the provider reported it.' })),
  finish_reason: maybe(Type.String()),
  request_id: maybe(Type.String({ description: 'Of the call that was answered.' })),
  queue_id: maybe(Type.String({ description: 'Of the queued call that it waits for.' })),
});
export type MessageAnswer = Static<typeof message>;

export const conversationWithMessages = closed({ ...fields, messages: Type.Array(message) });
export type ConversationWithMessages = Static<typeof conversationWithMessages>;

/** The gateway writes it, in the very form of `/v1/chat/completions`. */
export const spoken = Type.Unsafe<never>({
  description:
    'The answer, as `POST /v1/chat/completions` gives it: `chat.completion.chunk` events and `[DONE]`, or one `chat.completion`. `x-plugboard-message` and `x-plugboard-answer` name what is stored of it. Where the policy queues, a message that nobody can answer now waits: a stream says so in comments; after the hold limit, and at once with `Prefer: respond-async` (202), the answer is a `queue_id` (`x-plugboard-queue-id`), and what the model says comes into the conversation.',
  content: {
    'text/event-stream': { schema: { type: 'string' } },
    'application/json': { schema: { type: 'object', additionalProperties: true } },
  },
});

const retentionDays = Type.Integer({
  minimum: 0,
  maximum: conversations.retentionDaysMax,
  description:
    'How many days after its last message a conversation is deleted. 0: no text is ever stored, and callers send the history along.',
});
export const putConversationSettingsBody = closed({ retention_days: retentionDays });
export const conversationSettingsAnswer = closed({
  retention_days: retentionDays,
  updated_at: maybe(instant('When it was last changed; null where it never was.')),
});

const conversationModel = closed({
  id: Type.String({ description: 'What `llm_config_id` takes.' }),
  name: Type.String(),
  model_name: Type.String({ description: 'The model behind it.' }),
  served_by: Type.Enum(['own', 'managed'], { description: 'Whose model it is.' }),
  is_default: Type.Boolean({ description: 'A conversation that names no model begins with this one.' }),
});
export const conversationModels = closed({ items: Type.Array(conversationModel) });
