import { conversationSettingsAnswer, putConversationSettingsBody } from '../../../contract/conversations.ts';
import {
  getConversationSettings,
  putConversationSettings,
  type RetentionView,
} from '../../../control/conversations/settings.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toInstant } from '../answers.ts';

const path = '/ai/api/v1/conversation_settings';

export const getConversationSettingsRoute = defineRoute({
  method: 'GET',
  path,
  access: { permission: 'conversation_settings.view' },
  actsOn: 'environment',
  tag: 'Conversations',
  summary: 'See how long the conversations of the environment are kept',
  answers: { 200: conversationSettingsAnswer },
  handle: async (call) => {
    const settings = await getConversationSettings(call.services.store, placeOf(call));
    return { status: 200, body: toSettingsAnswer(settings) };
  },
});

export const putConversationSettingsRoute = defineRoute({
  method: 'PUT',
  path,
  access: { permission: 'conversation_settings.manage' },
  actsOn: 'environment',
  tag: 'Conversations',
  summary:
    'Say how long conversations are kept, those that are there as well; 0 deletes them and stores no text',
  body: putConversationSettingsBody,
  answers: { 200: conversationSettingsAnswer },
  handle: async (call) => {
    const { act } = callerOf(call);
    const days = call.body.retention_days;
    const settings = await putConversationSettings(call.services, act, placeOf(call), days);
    return { status: 200, body: toSettingsAnswer(settings) };
  },
});

function toSettingsAnswer({ retentionDays, updatedAt }: RetentionView) {
  return {
    retention_days: retentionDays,
    updated_at: updatedAt === null ? null : toInstant(updatedAt),
  };
}
