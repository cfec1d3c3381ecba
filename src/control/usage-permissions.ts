/** The part of the table of permissions that is about what is used, what it costs and what may be spent. */
export const usagePermissions = {
  'usage.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'See what an environment used, and what that is estimated to cost',
  },
} as const;
