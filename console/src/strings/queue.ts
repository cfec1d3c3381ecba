import type { QueuedCall, QueueState } from '../api/queue.ts';

const unit = (count: number, one: string, many: string) => (count === 1 ? `one ${one}` : `${count} ${many}`);

export const queue = {
  description:
    'Calls that wait for their model. They are kept encrypted, tried again with growing pauses, and answered as soon as the model is back.',
  loading: 'queue',
  now: 'Now',
  depth: 'Waiting',
  running: (count: number) => `${count === 0 ? 'none' : count} being tried now`,
  oldest: 'The longest wait',
  none: 'none',
  state: 'State',
  states: { running: 'Running', paused: 'Paused', draining: 'Draining' } satisfies Record<QueueState, string>,
  stateMeanings: {
    running: 'Calls are tried as they fall due.',
    paused: 'Nothing is tried until operators let it run again; what comes waits.',
    draining: 'What is there is worked off; new calls fail as if there were no queue.',
  } satisfies Record<QueueState, string>,
  paused: (platform: string) => `${platform}’s operators have paused the queue`,
  draining: (platform: string) => `${platform}’s operators drain the queue`,
  policy: 'Failure policy',
  age: {
    seconds: (count: number) => unit(count, 'second', 'seconds'),
    minutes: (count: number) => unit(count, 'minute', 'minutes'),
    hours: (count: number) => unit(count, 'hour', 'hours'),
    days: (count: number) => unit(count, 'day', 'days'),
  },
  waiting: {
    title: 'Waiting calls',
    columns: {
      call: 'Call',
      from: 'From',
      why: 'Last failure',
      tries: 'Tries',
      since: 'Waits since',
      next: 'Next try',
      deadline: 'Given up',
      act: 'Actions',
    },
    empty: {
      title: 'No call waits',
      body: 'Where the failure policy says “queue and retry”, calls that no model of yours could answer wait here until one does.',
    },
  },
  over: {
    title: 'Lately over',
    columns: { call: 'Call', from: 'From', end: 'End', tries: 'Tries', at: 'When' },
  },
  statuses: {
    queued: 'Waiting',
    running: 'Being tried',
    done: 'Answered',
    failed: 'Failed',
    cancelled: 'Cancelled',
    expired: 'Not answered in time',
  } satisfies Record<QueuedCall['status'], string>,
  operations: { chat: 'Chat', embedding: 'Embedding' } as Readonly<Record<string, string>>,
  default: 'the default model',
  feature: (id: string) => `feature ${id}`,
  agent: (id: string) => `agent ${id}`,
  user: (id: string) => `user ${id}`,
  program: 'a program',
  due: 'due now',
  soon: 'within a minute',
  copyRequest: (id: string) => `Copy request ${id}`,
  cancel: 'Cancel',
  cancelOne: (id: string) => `Cancel the call ${id}`,
  cancelTitle: 'Cancel this call?',
  cancelMeaning: 'It is not tried any more, and whoever made it learns that it was cancelled.',
  cancelAll: 'Cancel all',
  cancelAllTitle: (count: number) =>
    `Cancel ${unit(count, 'call', 'calls')} that ${count === 1 ? 'waits' : 'wait'} here?`,
  cancelAllMeaning: 'None of them is tried any more. Whoever made them learns that they were cancelled.',
} as const;

export const queues = {
  description:
    'The queues of all tenants. A paused one keeps what comes and tries nothing; a draining one works off what it has and takes nothing new.',
  loading: 'queues',
  columns: {
    tenant: 'Tenant',
    state: 'State',
    depth: 'Waiting',
    running: 'Being tried',
    oldest: 'The longest wait',
    act: 'Actions',
  },
  pause: 'Pause',
  drain: 'Drain',
  resume: 'Let it run',
  cancel: 'Cancel all',
  actions: (tenant: string) => `Actions for the queue of ${tenant}`,
  cancelTitle: (tenant: string) => `Cancel everything that waits in ${tenant}’s queue?`,
  cancelMeaning:
    'In all of its environments. None of the calls is tried any more; the tenant reads it in its audit log.',
  other: 'Another tenant’s queue',
  otherHelp: 'Also one in which nothing waits: what comes then waits, or is not taken.',
  empty: {
    title: 'No call waits anywhere',
    body: 'Queues with calls that wait appear here, and those that are paused or drain.',
  },
} as const;
