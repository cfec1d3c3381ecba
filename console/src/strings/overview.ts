export const overview = {
  description: 'What serves this environment, and how its accounts are.',
  serving: {
    title: 'What serves now',
    defaultModel: 'Default model',
    mode: 'Mode',
    modes: { bundled: 'Bundled', byo: 'Own models' },
    modeMeaning: {
      bundled: (platform: string) => `${platform}’s models serve; yours when they are named.`,
      byo: 'Your models serve; others only if the failure policy says so.',
    },
    owner: { own: 'Your models', managed: (platform: string) => `${platform}’s models` },
    payer: {
      label: 'Who pays',
      tenant_provider: 'You, on your provider’s bill',
      subscription: 'Included in the subscription',
      metered: 'Metered by the platform',
    },
    host: 'Where calls go',
    leaves: 'leaves your network',
    stays: 'stays in your network',
    none: 'No model serves',
    noneMeaning: 'AI features answer that no model is there until one is connected.',
    failure: 'If it fails',
    policies: {
      fail_closed: 'AI features say that they are unavailable',
      queue_and_retry: 'Calls wait in a queue and are tried again',
      managed: (platform: string) => `${platform}’s models step in; data leaves your network`,
    },
  },
  accounts: {
    title: 'Accounts',
    none: 'No provider account is connected',
    noneMeaning: (platform: string) =>
      `Connect an account at OpenAI, Anthropic, Azure, AWS, Google or your own server, and AI features run on your models instead of ${platform}’s.`,
    all: 'All models and accounts',
    name: 'Account',
    status: 'Status',
    checked: 'Last checked',
    used: 'Last used',
  },
  features: {
    title: 'AI features',
    none: 'The platform has registered no features yet.',
    description: 'What you can use here.',
    assignment: { default: 'on the default model', off: 'switched off', config: 'on a model of its own' },
  },
} as const;
