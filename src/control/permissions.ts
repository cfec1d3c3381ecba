import type { Role } from '../kernel/scope.ts';
import { conversationPermissions } from './conversation-permissions.ts';
import { depositPermissions } from './deposit-permissions.ts';
import { serviceRequestPermissions } from './service-request-permissions.ts';
import { usagePermissions } from './usage-permissions.ts';

/**
 * What each role may do. Routes name a permission from here, docs/permissions.md is tested to print the same, and
 * the tests crawl every route as every role against it. `viewing` permissions stay with the administrators of a
 * tenant that operators administer, as does what only they may do; the others do not. `agentBound` ones are all that a token bound to one agent
 * has: it must not reach past its agent.
 */
const table = {
  'tenants.manage': {
    roles: ['operator'],
    viewing: false,
    agentBound: false,
    what: 'Create, list, change and delete tenants; their plan and who administers them',
  },
  'tenant.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'See one tenant',
  },
  'tokens.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'List a tenant’s tokens',
  },
  'tokens.manage': {
    roles: ['operator', 'tenant_admin'],
    viewing: false,
    agentBound: false,
    what: 'Create, suspend and delete a tenant’s tokens',
  },
  'embed_tokens.create': {
    roles: ['operator', 'tenant_admin'],
    viewing: false,
    agentBound: false,
    what: 'Let people see pages of an environment in a frame of the platform’s own product',
  },
  'platform_tokens.manage': {
    roles: ['operator'],
    viewing: false,
    agentBound: false,
    what: 'Create, list and delete service and operator tokens',
  },
  'agents.view': {
    roles: ['operator', 'tenant_admin', 'user'],
    viewing: true,
    agentBound: true,
    what: 'See agents',
  },
  'agents.manage': {
    roles: ['operator', 'tenant_admin'],
    viewing: false,
    agentBound: false,
    what: 'Create, change and delete agents',
  },
  'features.register': {
    roles: ['operator'],
    viewing: false,
    agentBound: false,
    what: 'Register the platform’s features and what they need of a model',
  },
  'features.view': {
    roles: ['operator', 'tenant_admin', 'user'],
    viewing: true,
    agentBound: true,
    what: 'See features and how they are assigned',
  },
  'features.assign': {
    roles: ['operator', 'tenant_admin'],
    viewing: false,
    agentBound: false,
    what: 'Assign a feature in an environment',
  },
  'catalogue.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'See which providers can be connected and what each asks for',
  },
  'credentials.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: true,
    what: 'See credentials, as far as they may be shown',
  },
  'credentials.manage': {
    roles: ['operator', 'tenant_admin'],
    viewing: false,
    agentBound: false,
    what: 'Connect, check, change, rotate and delete credentials',
  },
  ...depositPermissions,
  'models.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: true,
    what: 'See model configs',
  },
  'models.manage': {
    roles: ['operator', 'tenant_admin'],
    viewing: false,
    agentBound: false,
    what: 'Name models on credentials, change and delete them',
  },
  'mode.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'See whose models serve an environment',
  },
  'mode.manage': {
    roles: ['operator', 'tenant_admin'],
    viewing: false,
    agentBound: false,
    what: 'Switch an environment between own and managed models',
  },
  'fallback.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'See what happens when an own model cannot answer',
  },
  'fallback.manage': {
    roles: ['operator', 'tenant_admin'],
    viewing: false,
    agentBound: false,
    what: 'Say what happens when an own model cannot answer',
  },
  // The tenant’s own word, also where operators administer: it is none of theirs to give.
  'fallback.consent': {
    roles: ['tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'Agree that data leaves the tenant’s network, and take that back',
  },
  'lock.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'See what may never be reached from an environment',
  },
  'lock.manage': {
    roles: ['operator', 'tenant_admin'],
    viewing: false,
    agentBound: false,
    what: 'Lock an environment; loosening a lock takes two',
  },
  'queue.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'See which calls of an environment wait for their model',
  },
  'queue.cancel': {
    roles: ['operator', 'tenant_admin'],
    viewing: false,
    agentBound: false,
    what: 'Cancel calls that wait in an environment’s queue',
  },
  'queues.manage': {
    roles: ['operator'],
    viewing: false,
    agentBound: false,
    what: 'See the queues of all tenants; pause, drain and empty them',
  },
  'call_limits.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'See how much may be called in an environment',
  },
  'call_limits.manage': {
    roles: ['operator', 'tenant_admin'],
    viewing: false,
    agentBound: false,
    what: 'Limit the calls of an environment, its tokens and its users',
  },
  'platform_call_limits.manage': {
    roles: ['operator'],
    viewing: false,
    agentBound: false,
    what: 'See and limit what the platform lets a tenant call',
  },
  'routing.explain': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: true,
    what: 'See where calls go, what is plugged into what, and what leaves the tenant’s network',
  },
  'managed_models.manage': {
    roles: ['operator'],
    viewing: false,
    agentBound: false,
    what: 'See, name, change and delete the platform’s own models',
  },
  'egress_rules.manage': {
    roles: ['operator'],
    viewing: false,
    agentBound: false,
    what: 'Open a way to a private target for one tenant',
  },
  'stops.manage': {
    roles: ['operator'],
    viewing: false,
    agentBound: false,
    what: 'Stop calls by tenant, host or credential, and see what is stopped',
  },
  'notifications.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'Read what happened in an environment, and mark it as read',
  },
  'webhooks.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'See webhooks and exports, and what was sent to them',
  },
  // The tenant’s own receivers, also where operators administer: who is told is not theirs to decide alone.
  'webhooks.manage': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'Say who is told of what happens in an environment, by webhook and by mail, and where its ledger and audit log are sent on to',
  },
  'incidents.view': {
    roles: ['operator'],
    viewing: false,
    agentBound: false,
    what: 'See at which providers many credentials fail alike',
  },
  'people.manage': {
    roles: ['operator'],
    viewing: false,
    agentBound: false,
    what: 'See how people sign in, list and suspend them, and make sign-in links',
  },
  'audit.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'Read the audit log, its checkpoints and verify it',
  },
  'ledger.view': {
    roles: ['operator', 'tenant_admin'],
    viewing: true,
    agentBound: false,
    what: 'Read the ledger and verify it; signed statements of where calls went and may go, and of who holds which key',
  },
  'ledger_settings.manage': {
    roles: ['operator', 'tenant_admin'],
    viewing: false,
    agentBound: false,
    what: 'Say how long the rows of the ledger are kept',
  },
  ...serviceRequestPermissions,
  ...usagePermissions,
  'keys.manage': {
    roles: ['operator'],
    viewing: false,
    agentBound: false,
    what: 'See key versions, rewrap and retire them',
  },
  'platform.view': {
    roles: ['operator', 'tenant_admin', 'user', 'service'],
    viewing: true,
    agentBound: true,
    what: 'See the platform’s name, support and addresses, the audit’s public keys, and who one is',
  },
  // No operator: what users say is none of the platform’s.
  ...conversationPermissions,
  'models.use': {
    roles: ['operator', 'tenant_admin', 'user', 'service'],
    viewing: true,
    agentBound: true,
    what: 'Call `/v1/*` and list the models that one can call',
  },
} as const satisfies Record<
  string,
  { roles: readonly Role[]; viewing: boolean; agentBound: boolean; what: string }
>;

export type Permission = keyof typeof table;
export const permissions: Readonly<
  Record<Permission, { roles: readonly Role[]; viewing: boolean; agentBound: boolean; what: string }>
> = table;
