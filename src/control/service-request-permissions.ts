/** The part of the table of permissions that is about what tenants ask of operators. */
export const serviceRequestPermissions = {
  'service_requests.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'See the requests of a tenant, in all its environments; operators, those of all tenants',
  },
  // Also where operators administer: to ask them is all that such a tenant’s administrator does.
  'service_requests.make': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'Ask operators for a set-up, a change or a provider; write in requests and cancel them',
  },
  'service_requests.handle': {
    roles: ['operator'],
    viewing: false,
    agentBound: false,
    what: 'Assign requests, configure, validate and activate what they ask for, carry changes out, reject',
  },
  'service_requests.approve': {
    roles: ['tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'Approve, for the tenant, what a request needs its consent for',
  },
  'support_windows.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'See for which times operators were asked to rerun checks, and all that they did in them',
  },
  // The tenant’s own word: it is none of the operators’ to give themselves.
  'support_windows.grant': {
    roles: ['tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'Have operators rerun the checks of an environment for a time, and end that',
  },
  'support_windows.use': {
    roles: ['operator'],
    viewing: false,
    agentBound: false,
    what: 'Rerun checks in a support window',
  },
} as const;
