export const tokens = {
  description: 'With a token programs call as this environment. Its secret is shown once, when it is made.',
  loading: 'tokens',
  columns: {
    token: 'Token',
    role: 'Role',
    bound: 'Agent',
    madeBy: 'Made by',
    used: 'Last used',
    expires: 'Expires',
    state: 'State',
    actions: 'Actions',
  },
  states: { works: 'Works', suspended: 'Suspended', expired: 'Expired' },
  anyAgent: 'any',
  create: 'Create a token',
  empty: {
    title: 'There is no token yet',
    body: 'Programs need one to call your models. Make one for each program, so that each can be stopped by itself.',
    ofPlatform: (platform: string) =>
      `Programs need one to call your models. ${platform} makes them for your tenant.`,
  },
  fields: {
    name: 'Name',
    nameHelp: 'The program that will use it.',
    role: 'Role',
    roles: {
      user: 'User: calls models',
      tenant_admin: 'Tenant administrator: calls models and changes everything here',
    },
    environment: 'Environment',
    agent: 'Agent',
    anyAgent: 'Not bound to an agent',
    expires: 'Expires on',
    expiresHelp: 'Empty: it works until it is deleted.',
  },
  created: {
    title: 'Copy the token now',
    body: 'It is shown this once: only a fingerprint of it is kept.',
    label: 'The token',
    copy: 'Copy the token',
    tryIt: 'Try it',
    done: 'I have copied it',
  },
  actions: {
    of: (name: string) => `Actions for ${name}`,
    suspend: 'Suspend',
    resume: 'Let it work again',
    remove: 'Delete',
    removeTitle: (name: string) => `Delete ${name}?`,
    removeMeaning:
      'Programs that use it are refused at once, also in the middle of an answer. Tokens that it made go with it.',
  },
} as const;
