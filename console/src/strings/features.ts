export const features = {
  description:
    'What the platform does with models, and which of them serves it here. Nothing needs to be assigned: every feature runs on the default.',
  descriptionOfUsers: 'What the platform does with models, and whether it is on here.',
  loading: 'features',
  columns: {
    feature: 'Feature',
    needs: 'Needs',
    serves: 'Served now by',
    assignment: 'Runs on',
  },
  needs: {
    tools: 'tools',
    json: 'JSON',
    streaming: 'streaming',
    context: (tokens: string) => `${tokens} tokens of context`,
    latency: (seconds: number) => `an answer within ${seconds} s`,
    nothing: 'any chat model',
    nothingEmbedding: 'any embedding model',
  },
  aliases: 'Asks for',
  modelOf: (feature: string) => `Model for ${feature}`,
  choices: {
    default: 'The default model',
    off: 'Off',
    models: 'Your models',
    gone: 'a model that is gone',
  },
  ofUsers: { default: 'on', off: 'switched off', config: 'on' },
  off: 'nothing: it is off',
  none: 'nothing can serve it',
  locked: 'nothing: the lock forbids it',
  managed: (platform: string) => `${platform}’s model`,
  refused: (model: string) => `${model} was not assigned`,
  unmet: { tools: 'tools', json: 'JSON', streaming: 'streaming', context: 'the context' },
  warnings: {
    not_met: (needs: string) => `Missing: ${needs}`,
    unknown: (needs: string) => `Not known whether it has: ${needs}`,
  },
  empty: {
    title: 'No feature is registered yet',
    body: (platform: string) =>
      `${platform} registers its AI features; they appear here by themselves. Calls of your own need none.`,
  },
} as const;
