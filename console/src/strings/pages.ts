/** The names of the pages, as navigation, headings and window titles show them. */
export const pages = {
  overview: 'Overview',
  chat: 'Chat',
  models: 'Models',
  connect: 'Connect a model',
  account: 'Provider account',
  byom: 'Bring your own model',
  features: 'Features',
  agents: 'Agents',
  agent: 'Agent',
  llmConfig: 'Large Language Model Config',
  fallback: 'Failure policy',
  queue: 'Queue',
  explain: 'Explain',
  tokens: 'Tokens',
  usage: 'Usage',
  audit: 'Audit',
  requests: 'Requests',
  tenants: 'Tenants',
  managedModels: 'Managed models',
  platformFeatures: 'Features',
  egressRules: 'Egress rules',
  keys: 'Keys',
  people: 'People',
} as const;

export const navigationGroupNames = {
  work: '',
  models: 'Models',
  calls: 'Calls',
  oversight: 'Oversight',
  platform: 'Platform',
} as const;
