export const llmConfig = {
  description: 'What answers the AI features of this tenant. Nothing can be changed here.',
  loading: 'LLM configurations',
  title: 'LLM configurations',
  columns: {
    name: 'Configuration name',
    provider: 'Provider',
    models: 'Available models',
    status: 'Status',
  },
  active: 'Active',
  inactive: 'Inactive',
  noModels: 'none named yet',
  empty: 'No LLM configurations available, please contact support.',
} as const;
