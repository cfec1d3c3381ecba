export const platformFeatures = {
  description:
    'What the platform does with models, registered once for all tenants, with what each needs of a model. Calls name it by X-Plugboard-Feature or ask for one of its aliases.',
  loading: 'features',
  columns: {
    feature: 'Feature',
    kind: 'Kind',
    needs: 'Needs',
    aliases: 'Aliases',
    changed: 'Changed',
    act: 'Actions',
  },
  operations: { chat: 'Chat', embedding: 'Embeddings' },
  none: 'none',
  register: 'Register a feature',
  edit: 'Change',
  editOne: (name: string) => `Change ${name}`,
  actions: (name: string) => `Actions for ${name}`,
  save: 'Save changes',
  remove: 'Delete',
  removeTitle: (name: string) => `Delete ${name}?`,
  removeMeaning:
    'Calls that name it are refused from then on, and what tenants have assigned to it is forgotten. Registered anew, it runs on everybody’s default.',
  empty: {
    title: 'No feature is registered yet',
    body: 'Register what your product does with models, so that tenants see it, give it a model of its own, and are warned of what a model lacks.',
  },
  fields: {
    id: 'Id',
    idHelp: 'Programs name it so: lower case, digits, dots and hyphens. It stays as it is.',
    name: 'Name',
    nameHelp: 'As tenants see it.',
    operation: 'Kind',
    needs: 'Needs',
    needNames: { tools: 'Tools', json: 'JSON', streaming: 'Streaming' },
    aliases: 'Aliases',
    aliasesHelp:
      'One on each line: model names that it asks for. It then gets the model that it is assigned to.',
    context: 'Context, in tokens, at least',
    latency: 'An answer within',
    optional: 'Empty: any.',
    seconds: ' s',
  },
} as const;
