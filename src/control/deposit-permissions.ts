/** The part of the table of permissions that is about links by which keys are deposited. */
export const depositPermissions = {
  'deposits.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'See deposit links and what came by them',
  },
  'deposits.manage': {
    roles: ['operator', 'tenant_admin'],
    viewing: false,
    agentBound: false,
    what: 'Make and revoke links by which somebody without an account deposits a key',
  },
} as const;
