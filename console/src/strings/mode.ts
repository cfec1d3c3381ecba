export const mode = {
  title: 'Whose models serve',
  loading: 'mode',
  legend: 'Where a call names no model',
  modes: {
    bundled: {
      name: (platform: string) => `${platform}’s models`,
      meaning: 'Yours answer when they are named. Data leaves your network.',
    },
    byo: {
      name: 'Your own models',
      meaning: (platform: string) => `${platform}’s answer only where the failure policy says so.`,
    },
  },
  embeddings: 'For embeddings',
  embeddingsHelp:
    'Vectors of two models do not compare: what was indexed by one has to be indexed again by the other.',
  embeddingsModes: { bundled: (platform: string) => `${platform}’s models`, byo: 'Your own models' },
  save: 'Switch…',
  confirm: 'Switch',
  toByo: {
    title: 'Switch to your own models?',
    meaning: (platform: string) =>
      `From the next call on AI features run on your default model, on your provider’s bill. ${platform}’s models stop.`,
  },
  toBundled: {
    title: (platform: string) => `Switch to ${platform}’s models?`,
    meaning:
      'From the next call on what AI features send leaves your network. That you know so is written to the audit log.',
  },
  embeddingsOnly: {
    title: 'Switch the models for embeddings?',
    meaning: 'What was indexed so far does not compare with what comes from the other model.',
  },
  warnings: 'What features would miss on your default model',
  status: { not_met: 'Missing', unknown: 'Not known' },
  fits: 'Your default model has what every feature needs.',
  force: 'Switch although it has not passed its check',
} as const;
