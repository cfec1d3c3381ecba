export const llmConfig = {
  description: 'What answers the AI features of this tenant. Changes are made on request.',
  loading: 'LLM configurations',
  title: 'LLM configurations',
  columns: {
    name: 'Configuration name',
    provider: 'Provider',
    models: 'Available models',
    status: 'Status',
    request: 'Requests',
  },
  request: { setup: 'Request a set-up', change: 'Request a change' },
  requestChange: 'Request a change',
  requestChangeOf: (name: string) => `Request a change of ${name}`,
  active: 'Active',
  inactive: 'Inactive',
  noModels: 'none named yet',
  empty: 'No LLM configurations available, please contact support.',
} as const;
