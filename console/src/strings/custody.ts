const unit = (count: number, one: string, many: string) => (count === 1 ? `one ${one}` : `${count} ${many}`);

const acts: Readonly<Record<string, string>> = {
  'credential.created': 'Deposited',
  'credential.replaced': 'Replaced',
  'credential.rotated': 'Rotated',
  'credential.rotation_failed': 'A rotation failed',
  'credential.bound': 'Bound to a provider',
  'credential.changed': 'Settings changed',
  'credential.secrets_destroyed': 'Destroyed after the plan went down',
  'credential.deleted': 'Deleted',
};

const fields: Readonly<Record<string, string>> = {
  api_key: 'API key',
  client_secret: 'Client secret',
  aws_secret_access_key: 'Secret access key',
  aws_session_token: 'Session token',
};

export const custody = {
  description:
    'Who deposited which key and when, where each may be sent, how often the service opened it, and what it was used for. Secrets themselves are in no answer.',
  loading: 'custody',
  title: 'Custody pack',
  again: 'Sign anew',
  facts: {
    at: 'As of',
    period: 'Uses of the period',
    until: (to: string) => `until ${to}`,
    keys: 'Accounts',
    keysOf: (held: number, deleted: number) =>
      deleted === 0 ? `${held} held` : `${held} held, ${deleted} deleted`,
    calls: 'Calls',
    managed: (platform: string) => `On ${platform}’s models`,
    attempts: (count: number) => unit(count, 'attempt', 'attempts'),
    none: 'none',
    hosts: 'Hosts of these calls',
    kek: 'Master key',
    kekVersion: (version: string) => `version ${version}`,
    unknown: 'not known',
    auditHead: 'End of the audit log',
    ledgerHead: 'End of the ledger',
    head: (seq: number) => `row ${seq}`,
    copyHead: (of: string) => `Copy the hash: ${of}`,
  },
  incomplete: {
    title: 'Rows of this period were removed',
    body: 'What the ledger no longer keeps is in no count of uses here, and the pack says so.',
  },
  states: { held: 'Held', deleted: 'Deleted' },
  version: (version: number) => `key version ${version}`,
  noProvider: 'no provider yet',
  providerId: 'provider id',
  unnamed: 'An account without a name',
  secrets: {
    title: 'Secrets',
    columns: {
      field: 'Secret',
      deposited: 'Deposited',
      origins: 'May be sent to',
      fingerprint: 'Fingerprint',
    },
    field: (name: string) => fields[name] ?? name.replaceAll('_', ' '),
    ends: (last4: string) => `ends in ${last4}`,
    nowhere: 'nowhere yet',
    copy: (field: string) => `Copy the fingerprint of ${field}`,
  },
  acts: {
    title: 'Who did what',
    columns: { at: 'When', act: 'What', actor: 'Who', row: 'In the audit log' },
    act: (action: string) => acts[action] ?? action,
    row: (seq: number) => `No. ${seq}`,
    copy: (seq: number) => `Copy the hash of No. ${seq}`,
    none: 'The audit log of it is not kept any more.',
  },
  uses: {
    title: 'Opened and used',
    opened: (version: number, times: number) =>
      `Key version ${version} was opened ${times === 1 ? 'once' : `${times} times`}, the last time`,
    used: (version: number, calls: number, attempts: number) =>
      `Key version ${version} served ${unit(calls, 'call', 'calls')} of the period, in ${unit(attempts, 'attempt', 'attempts')}, at`,
    between: (first: string, last: string) => `between ${first} and ${last}.`,
    none: 'It was neither opened nor used for a call of the period.',
  },
  open: 'Its account',
  empty: {
    title: 'No key was ever deposited here',
    body: 'Once an account is connected, its keys and everything done with them are told here.',
  },
} as const;
