export const collection = '/ai/api/v1/managed_models';
export const managing = {
  access: { permission: 'managed_models.manage' },
  actsOn: 'nowhere',
  tag: 'Managed models',
} as const;
