import type { Environment } from '../api/session.ts';
import { common } from './common.ts';

export const egressRules = {
  description:
    'Calls reach the public internet by https alone. A rule opens more for one tenant: a private address, plain http, or a certificate of a private authority. Metadata addresses stay closed whatever a rule says.',
  loading: 'egress rules',
  columns: { target: 'Target', whose: 'For', opens: 'Opens', reason: 'Why', since: 'Since', act: 'Actions' },
  show: 'Rules of',
  all: 'Every tenant',
  platform: 'The platform itself',
  whole: 'all environments',
  ofEnvironment: (environment: Environment) => common.environments[environment],
  everyPort: 'every port',
  port: (port: number) => `port ${port}`,
  privateTarget: 'Private addresses',
  plainHttp: 'Plain http',
  privateCa: 'A private authority',
  create: 'Add a rule',
  remove: 'Delete',
  removeOne: (target: string) => `Delete the rule for ${target}`,
  removeTitle: (target: string) => `Delete the rule for ${target}?`,
  removeMeaning: 'Calls that need it are refused from then on.',
  empty: {
    title: 'There is no rule',
    body: 'Add one where a tenant’s models stand in its own network, or behind a certificate of its own.',
  },
  fields: {
    tenant: 'For',
    environment: 'Environment',
    allEnvironments: 'All of them',
    target: 'Host, address or network',
    targetHelp: 'llm.example.internal, 10.1.2.3 or 10.1.0.0/16.',
    port: 'Port',
    portHelp: 'Empty: every port.',
    plainHttp: 'Plain http is allowed',
    plainHttpHelp: 'What is sent can then be read on the way.',
    privateCa: 'Certificate of the private authority',
    privateCaHelp: 'PEM. It is trusted for this target alone.',
    reason: 'Why',
    reasonHelp: 'For whoever reviews the rules: who asked for it, and where that is written.',
  },
} as const;
