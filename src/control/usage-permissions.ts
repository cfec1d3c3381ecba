/** The part of the table of permissions that is about what is used, what it costs and what may be spent. */
export const usagePermissions = {
  'usage.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'See what an environment used, and what that is estimated to cost',
  },
  // One for all environments of the tenant, whichever the administrator’s own is: it names no user and no agent.
  'statement.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'See the monthly statement of a tenant as a whole',
  },
  'budgets.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'See budgets and what is left of them',
  },
  'budgets.manage': {
    roles: ['operator', 'tenant_admin'],
    viewing: false,
    agentBound: false,
    what: 'Set and delete budgets of an environment; operators, also those of a tenant as a whole',
  },
} as const;
