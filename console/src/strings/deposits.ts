import type { Deposit } from '../api/deposits.ts';

export const deposits = {
  title: 'Deposit links',
  ask: 'Ask someone else for the key',
  help: 'Whoever holds the key enters it by a link, without an account. Nobody else ever sees it.',
  empty: {
    title: 'There is no deposit link',
    ofPlatform: (platform: string) =>
      `${platform} makes them for your tenant: by one, whoever holds a key enters it without an account. Nobody else ever sees it.`,
  },
  loading: 'deposit links',
  columns: {
    name: 'For',
    state: 'State',
    host: 'Goes to',
    until: 'Until',
    came: 'What came',
    actions: 'Actions',
  },
  states: {
    waiting: 'Not opened yet',
    opened: 'Opened',
    deposited: 'Key deposited',
    expired: 'Expired',
    revoked: 'Revoked',
  } satisfies Record<Deposit['state'], string>,
  replaces: 'rotates the account',
  ends: (last4: string) => `ends in ${last4}`,
  stored: 'stored',
  fingerprint: (hex: string) => `fingerprint ${hex.slice(0, 12)}`,
  tested: { passed: 'test passed', failed: 'test failed', unknown: 'test could tell nothing' },
  lastTest: 'Last try:',
  revoke: {
    label: 'Revoke',
    row: (name: string) => `Revoke the link for ${name}`,
    title: (name: string) => `Revoke the link for ${name}?`,
    meaning:
      'Whoever opens it then is told that it is not valid. Nothing that was deposited before is touched.',
  },
  dialog: {
    title: 'Ask someone else for the key',
    body: 'You say where the key goes. Whoever opens the link enters the key, and can change nothing else.',
    provider: 'Provider',
    way: 'Way of authenticating',
    name: 'Name of the account',
    model: 'Model to test with',
    modelHelp: 'Needed where the server lists no models.',
    lifetime: 'The link holds for',
    hours: { '24': 'one day', '72': 'three days', '168': 'seven days' },
    required: 'This is needed.',
    make: 'Make the link',
    rotate: (name: string) => `The new key of ${name} takes over when it works with every model in use.`,
  },
  made: {
    title: 'Send this link to whoever holds the key',
    body: 'It is shown this one time, works once, and ends by itself.',
    label: 'Deposit link',
    copy: 'Copy the link',
    done: 'Done',
  },
} as const;

/** What the holder of the key reads, who may never have heard of this product. */
export const depositPage = {
  loading: 'the link',
  title: (platform: string) => `A key for ${platform}`,
  asks: (tenant: string, platform: string) =>
    `${tenant} asks you for a key, so that the AI features of ${platform} can use your own models.`,
  replaces: (name: string) => `It takes the place of the key of ${name} once it has been shown to work.`,
  facts: {
    tenant: 'Organisation',
    environment: 'Environment',
    account: 'Account',
    host: 'The key goes to',
    hostNote: 'and nowhere else',
    until: 'The link holds until',
  },
  about: 'What it is for',
  form: 'Your key',
  furtherHelp: 'headers, client certificate',
  keeps:
    'It is tested at once and sealed. Nobody can read it afterwards, neither who sent you the link nor who runs the platform.',
  submit: 'Test and deposit',
  cancel: 'Cancel',
  anyway: 'Deposit it although the test failed',
  anywayHelp: 'If you are sure of it, and only the way to the server is not open yet.',
  nothingKept: 'Nothing was kept. You can mend it and try again: the link still holds.',
  done: {
    title: 'Thank you, the key has arrived',
    body: 'You may close this page. The key cannot be shown to anyone; the link is used up.',
    untested: 'Its test failed. Whoever asked for it sees that, and why.',
    kept: 'What is known of it from now on',
  },
  gone: {
    title: 'This link is not valid',
    body: 'It was used or revoked, has expired, or is not complete. Ask whoever sent it to you for a new one.',
  },
  support: 'Help',
} as const;
