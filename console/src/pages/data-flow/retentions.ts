import { putConversationSettings } from '../../api/conversations.ts';
import { putLedgerSettings } from '../../api/ledger.ts';

/** What administrators decide for how long it is kept. */
export const retentions = {
  ledger: { permission: 'ledger_settings.manage', put: putLedgerSettings, daysMin: 90 },
  conversations: { permission: 'conversation_settings.manage', put: putConversationSettings, daysMin: 0 },
} as const;

export type Retained = keyof typeof retentions;
