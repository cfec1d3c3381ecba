export const common = { access: { permission: 'people.manage' }, actsOn: 'nowhere', tag: 'People' } as const;
