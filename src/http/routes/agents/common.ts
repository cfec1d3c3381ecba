export const collection = '/ai/api/v1/agents';
export const viewing = {
  access: { permission: 'agents.view' },
  actsOn: 'environment',
  tag: 'Agents',
} as const;
export const managing = { ...viewing, access: { permission: 'agents.manage' } } as const;
