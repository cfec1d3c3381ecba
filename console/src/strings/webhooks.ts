export const webhooks = {
  description: 'Who hears of what happens here without looking: programs by signed messages, people by mail.',
  loading: 'webhooks',
  mail: {
    title: 'Mail',
    loading: 'mail settings',
    help: 'Each address gets a mail of its own. At most 200 mails an hour are sent; the list of notifications has everything.',
    off: 'No mail is sent yet',
    emails: 'Addresses',
    emailsHelp: 'One on each line.',
    save: 'Save',
  },
  events: {
    legend: 'Of what',
    every: 'Everything, also kinds that are yet to come',
    chosen: (count: number) => (count === 1 ? 'one kind' : `${count} kinds`),
    everything: 'everything',
    nothing: 'nothing',
    groups: {
      credential: 'Accounts',
      model: 'Models',
      policy: 'Policies',
      budget: 'Budgets',
      calls: 'Calls and messages',
      record: 'Records',
      incident: 'Incidents',
    },
  },
  list: {
    title: 'Webhooks',
    columns: { url: 'Receiver', events: 'Hears of', state: 'State', since: 'Added' },
    empty: {
      title: 'No program is told yet',
      body: 'A webhook is an https address of yours that gets a signed message whenever something happens.',
    },
  },
  states: {
    on: 'On',
    failing: 'Failing',
    failingSince: 'began to fail',
    off: 'Off',
    gone: 'Off: its server said that it is gone',
    stopped: 'Off: nothing got through for five days',
  },
  create: 'Add a webhook',
  fields: {
    url: 'Address',
    urlHelp:
      'https, without a query, on the public internet. Private receivers need an egress rule by operators.',
    description: 'Description',
    descriptionHelp: 'Which program listens there.',
    enabled: 'Messages are sent',
    enabledHelp:
      'Off, nothing is sent, and what waits is given up. The list of notifications has it all the same.',
  },
  secret: {
    title: 'Copy the signing secret now',
    body: 'It is shown this once. The receiver verifies each message with it, as Standard Webhooks say.',
    overlap:
      'The secret before it goes on signing beside this one for 24 hours, so that nothing is lost meanwhile.',
    label: 'The signing secret',
    copy: 'Copy the signing secret',
    done: 'I have copied it',
  },
  one: {
    loading: 'webhook',
    back: 'Webhooks & mail',
    test: 'Send a test message',
    rotate: 'New secret',
    rotateTitle: 'Make a new signing secret?',
    rotateMeaning:
      'You see it once. The one before it goes on signing beside it for 24 hours: put the new one into the receiver by then.',
    remove: 'Delete',
    removeTitle: 'Delete this webhook?',
    removeMeaning: 'What still waits for it is never sent.',
    settings: 'Settings',
    disabled: {
      gone: 'It was switched off: its server answered that it is gone (410)',
      failing: 'It was switched off: nothing got through for five days',
    },
    disabledHelp:
      'Mend the receiver, then switch it on again below. What was missed is in the notifications.',
    failing: 'Nothing gets through',
    failingHelp:
      'It is tried again with growing pauses, for three days each message. After five days without success it is switched off.',
  },
  deliveries: {
    title: 'Messages',
    loading: 'messages',
    columns: {
      message: 'Message',
      state: 'State',
      at: 'Happened',
      tries: 'Tries',
      answer: 'Last answer',
      next: 'Next try',
    },
    states: { waiting: 'Waiting', delivered: 'Arrived', given_up: 'Given up' },
    test: 'A test message',
    copy: (id: string) => `Copy message id ${id}`,
    noAnswer: 'none yet',
    more: 'Show older messages',
    end: 'That is all. Messages are kept for 30 days.',
    empty: {
      title: 'Nothing was sent yet',
      body: 'A test message shows at once whether the receiver takes what is sent.',
    },
  },
} as const;
