/** The part of the table of permissions that is about conversations. */
export const conversationPermissions = {
  'conversations.use': {
    roles: ['tenant_admin', 'user', 'service'],
    viewing: true,
    agentBound: true,
    what: 'Have conversations and see one’s own',
  },
  'conversation_settings.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'See how long conversations are kept',
  },
  'conversation_settings.manage': {
    roles: ['operator', 'tenant_admin'],
    viewing: false,
    agentBound: false,
    what: 'Say how long conversations are kept',
  },
} as const;
