export const managedModels = {
  description: (platform: string) =>
    `Models on ${platform}’s own accounts. They serve bundled environments, and those whose failure policy asks for them.`,
  loading: 'managed models',
  columns: {
    model: 'Model',
    modelName: 'Model at the provider',
    account: 'Account',
    substitutes: 'Stands in for',
    status: 'Status',
    act: 'Actions',
  },
  addProvider: 'Add model provider',
  any: 'any chat model',
  anyEmbedding: 'no other: vectors do not compare',
  none: 'no other model',
  actions: {
    of: (name: string) => `Actions for ${name}`,
    makeDefault: 'Make it the default',
    substitutes: 'What it stands in for…',
    enable: 'Enable',
    disable: 'Disable',
    remove: 'Delete',
    removeTitle: (name: string) => `Delete ${name}?`,
    removeMeaning:
      'Tenants that it serves are served by the default from then on, or by nothing where there is none.',
  },
  substitutes: {
    title: (name: string) => `What ${name} stands in for`,
    legend: 'When a tenant’s own model cannot answer',
    any: 'For any chat model',
    some: 'Only for these models',
    none: 'For no other model',
    noneHelp: 'It still serves when it is named, or as the default.',
    models: 'Model names',
    modelsHelp: 'One on each line, as providers call them.',
    save: 'Save changes',
  },
  empty: {
    title: 'There is no managed model yet',
    body: 'Connect one of the platform’s own accounts and choose its models. Every tenant without models of its own is served by them.',
  },
  connected: {
    title: 'What it is for',
    body: 'The models serve at once, wherever managed models do. What each stands in for can be said on their page.',
    open: 'Managed models',
  },
} as const;
