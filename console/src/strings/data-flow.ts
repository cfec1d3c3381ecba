import type { DataFlow, Flow, Kept } from '../api/data-flow.ts';

const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

export const dataFlow = {
  description:
    'What content of calls goes to which provider, host and region, and what is kept here for how long: found by the very rules that send calls, and true of this environment now.',
  loading: 'data flow',
  asOf: 'as of',
  download: 'Download JSON',
  drawing: {
    title: 'With and without own models',
    help: 'Where a call that names no model goes in each mode. The mode decides which of the two is in force.',
    modes: { bundled: 'Without own models', byo: 'With own models' },
    inForce: 'In force here',
    notInForce: 'Not in force',
    steps: (mode: string) => `${mode}: the way of a call`,
    zones: {
      caller: 'Whoever calls',
      platform: 'The platform',
      inside: 'Inside your network',
      outside: 'Outside your network',
    },
    call: 'A call',
    callMeaning: 'Its prompt, and what features put into it.',
    gateway: (platform: string) => `${platform}’s gateway`,
    gatewayMeaning: 'Passes it on; writes down that it went, not what it said.',
    ownModel: 'Your model',
    managedModel: (platform: string) => `${platform}’s model`,
    target: (model: string, host: string) => `${model} at ${host}`,
    region: (region: string) => `region ${region}`,
    answer: 'The answer',
    answerMeaning: 'Back to whoever asked, on the same way.',
    none: 'No model',
    noneMeaning: {
      bundled: (platform: string) => `${platform} has no model for this environment: such a call is refused.`,
      byo: () => 'No model of yours is the default here: such a call is refused.',
    },
    payers: {
      tenant_provider: 'You pay your provider.',
      subscription: 'It is in the subscription.',
      metered: 'You pay the platform.',
    },
  },
  managed: {
    possible: (platform: string) => `Calls can reach ${platform}’s models`,
    impossible: (platform: string) => `No call can reach ${platform}’s models`,
    byMode: 'The mode lets them serve.',
    byFallback: 'By the failure policy they stand in for an own model that cannot answer.',
    never: 'Neither the mode nor the failure policy lets one through.',
  },
  reach: {
    hosts: 'Every host that a call could take',
    regions: 'Regions',
    noHosts: 'none',
    alsoUnknown: 'and some that are not known',
    unknown: 'not known',
    regionUnknown: 'region not known',
  },
  flows: {
    title: 'Everywhere that content can go',
    columns: {
      model: 'Model',
      where: 'Host and region',
      account: 'Whose account',
      when: 'When',
      leaves: 'Leaves your network',
    },
    anyModel: (account: string) => `Any model of ${account}`,
    thePlatforms: 'the platform’s account',
    onlyFor: (agents: string) => `only for ${agents}`,
    own: 'Yours',
    managed: (platform: string) => `${platform}’s`,
    payers: {
      tenant_provider: 'you pay the provider',
      subscription: 'in the subscription',
      metered: 'you pay the platform',
    },
    when: {
      by_default: 'By default',
      when_named: 'When it is named',
      when_others_cannot_answer: 'When others cannot answer',
    } satisfies Record<Flow['when'][number], string>,
    leaves: 'Yes',
    stays: 'No',
    stopped: 'Stopped by the platform',
    operations: { chat: 'chat', embedding: 'embeddings' },
    empty: {
      title: 'Content goes nowhere',
      body: 'No model can be reached from this environment now. Once one is connected, it is listed here.',
    },
  },
  features: {
    title: 'Where each feature’s calls go',
    columns: { feature: 'Feature', target: 'Goes to', leaves: 'Leaves your network' },
    refused: 'Its calls are refused',
    empty: 'The platform has registered no features yet.',
  },
  kept: {
    title: 'What is kept here',
    columns: {
      what: 'What',
      words: 'Words of calls',
      sealed: 'Encrypted under your data key',
      how: 'For how long',
    },
    kinds: {
      conversations: 'Conversations',
      queued_calls: 'Calls that wait',
      queued_answers: 'Answers to calls that waited',
      repeatable_answers: 'Answers that can be asked for again',
      ledger: 'The ledger',
      usage: 'Usage',
      audit: 'The audit log',
      notifications: 'Notifications',
      credentials: 'Keys of accounts',
      service_requests: 'Requests to the operators',
    } satisfies Record<Kept['what'], string>,
    yes: 'yes',
    no: 'no',
    never: 'not kept',
    always: 'as long as the environment is there',
    seconds: (count: number) => many(count, 'second', 'seconds'),
    minutes: (count: number) => many(count, 'minute', 'minutes'),
    hours: (count: number) => many(count, 'hour', 'hours'),
    days: (count: number) => many(count, 'day', 'days'),
    setBy: 'set by',
    settings: {
      '/fallback': 'the failure policy',
      '/llm_credentials': 'the accounts',
    } as Readonly<Record<string, string>>,
    byAdministrators: 'set by administrators',
  },
  retention: {
    change: 'Change',
    number: 'Write a whole number of days.',
    atLeast: (days: number) => `At least ${days} days.`,
    ledger: {
      change: 'Change how long the ledger is kept',
      title: 'How long the ledger is kept',
      days: 'Days after the call',
      help: 'At least 90, so that a month’s statement can be checked for as long as it may be disputed.',
      shorter:
        'Rows of older calls go within the next hours, and cannot be brought back. Where the ledger begins from then on is signed before the first of them goes, so that the rest can still be verified. Usage, the daily sums, stays.',
      ask: (days: number) => `Keep the ledger for ${many(days, 'day', 'days')} only?`,
      confirm: 'Remove older rows',
    },
    conversations: {
      change: 'Change how long conversations are kept',
      title: 'How long conversations are kept',
      days: 'Days after the last message',
      help: 'A conversation goes as a whole. 0: no text is stored at all, and callers send the history along.',
      shorter:
        'Older conversations of all users are deleted at once, and cannot be brought back. It is in the audit log how many they were.',
      ask: (days: number) =>
        days === 0
          ? 'Delete all conversations, and store none any more?'
          : `Keep conversations for ${many(days, 'day', 'days')} only?`,
      confirm: 'Delete older conversations',
    },
  },
  sent: {
    title: 'What else leaves, without a word of a call',
    kinds: { webhooks: 'Webhooks', mail: 'Mail', exports: 'Exports' } satisfies Record<
      DataFlow['also_sent'][number]['what'],
      string
    >,
    to: (hosts: string) => `to ${hosts}`,
    nothing: 'nothing is sent',
    logs: 'The platform’s own logs, metrics and traces hold ids, names of routes, hosts and times. Where those go is the operators’ configuration.',
  },
} as const;
