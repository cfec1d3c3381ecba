/** What the registry of errors says of conversations. */
export const conversationErrors = {
  user_required: {
    status: 400,
    message: 'Name the user for whom this is done.',
    remedy: 'Send `X-Plugboard-User` with the platform’s own id of the user.',
  },
  conversation_not_found: {
    status: 404,
    message: 'There is no such conversation.',
    remedy: 'Check the conversation’s id; others’ conversations are seen by nobody but them.',
  },
  message_not_found: {
    status: 404,
    message: 'There is no such message in this conversation.',
    remedy: 'Check the message’s id.',
  },
  conversation_busy: {
    status: 409,
    message: 'This conversation is being answered already.',
    remedy: 'Wait for the end of that answer, or end it by closing its connection.',
  },
  conversation_full: {
    status: 409,
    message: 'This conversation is as long as conversations may be.',
    remedy: 'Begin a new one. Nothing is ever left out of a conversation to make it fit.',
  },
  too_many_conversations: {
    status: 409,
    message: 'You have as many conversations as one user may have.',
    remedy: 'Delete some that are not needed any more.',
  },
  message_not_last: {
    status: 409,
    message: 'Only the last message of a conversation can be tried again.',
    remedy: 'Send it as a new message.',
  },
  llm_config_disabled: {
    status: 409,
    message: 'The model of this conversation does not serve it at present.',
    remedy: 'Ask an administrator to switch it on again, or begin a new conversation.',
  },
  llm_config_removed: {
    status: 410,
    message: 'The model of this conversation was removed. Begin a new conversation.',
    remedy: 'A conversation stays with its model; what was said can still be read.',
  },
} as const;
