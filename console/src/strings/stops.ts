import type { Environment } from '../api/session.ts';
import { common } from './common.ts';

export const stops = {
  description:
    'What is stopped answers nobody, at once and on every replica, and calls that run are cut. It holds until it is lifted.',
  loading: 'stops',
  columns: { what: 'Stopped', reason: 'Why', since: 'Since', act: 'Actions' },
  kinds: { everything: 'Everything', tenant: 'Tenant', host: 'Host', credential: 'Account' },
  ofTenant: (tenant: string, environment: Environment | null) =>
    environment === null ? `${tenant}, all environments` : `${tenant}, ${common.environments[environment]}`,
  everything: 'every call of every tenant',
  create: 'Stop calls',
  lift: 'Lift',
  liftOne: (what: string) => `Lift the stop of ${what}`,
  liftTitle: 'Lift this stop?',
  seeAccount: 'See the account',
  liftMeaning: (what: string) => `Calls go on at once: ${what}.`,
  empty: {
    title: 'Nothing is stopped',
    body: 'When a key has leaked, a provider misbehaves or a tenant has to be held, a stop ends their calls within a second.',
  },
  fields: {
    what: 'What is stopped',
    kinds: {
      tenant: { label: 'A tenant', help: 'All its calls, on its own models and on the platform’s.' },
      host: { label: 'A host', help: 'Everything that goes there, whoever makes it.' },
      credential: {
        label: 'An account',
        help: 'Calls and checks on it. One of the platform’s takes a managed model away.',
      },
      everything: { label: 'Everything', help: 'Every call and check of every tenant, on every model.' },
    },
    tenant: 'Tenant',
    environment: 'Environment',
    allEnvironments: 'All of them',
    host: 'Host',
    hostHelp: 'A name without a port; *.example.com stands for all below it.',
    credential: 'Account',
    chooseCredential: 'Choose an account…',
    ofWhom: 'Whose account',
    platform: 'The platform itself',
    reason: 'Why',
    reasonHelp: 'Tenants that it concerns read it: name nobody else in it.',
    sure: 'I want to stop every call of every tenant',
  },
} as const;
