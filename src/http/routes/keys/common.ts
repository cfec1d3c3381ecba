export const common = { access: { permission: 'keys.manage' }, actsOn: 'nowhere', tag: 'Keys' } as const;
