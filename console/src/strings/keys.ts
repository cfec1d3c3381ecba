export const keys = {
  description:
    'Versions of the key that wraps each tenant’s own key. Secrets themselves are never shown, here or anywhere.',
  loading: 'keys',
  state: 'Key service',
  provider: 'Where the keys are',
  primary: 'Primary version',
  primaryNote: 'New tenant keys are wrapped by it',
  health: 'State',
  healthy: 'Answers',
  unhealthy: 'Does not answer',
  unhealthyMeaning:
    'Tenant keys that are in memory stay usable for an hour. Then whatever needs a secret fails.',
  versions: 'Versions',
  columns: { version: 'Version', state: 'State', tenants: 'Tenant keys', act: 'Actions' },
  isPrimary: 'Primary',
  inUse: 'In use',
  unused: 'Unused',
  rewrap: 'Rewrap tenant keys',
  rewrapMeaning:
    'Wraps every tenant’s key by the primary version. Nothing stops meanwhile, and if it is cut off it can be run again.',
  nothingToRewrap: 'Every tenant key is wrapped by the primary version.',
  toRewrap: (count: number) =>
    count === 1
      ? 'One tenant key is under an older version.'
      : `${count} tenant keys are under older versions.`,
  progress: 'Tenant keys under the primary version',
  progressOf: (done: number, all: number) => `${done} of ${all}`,
  rewrapped: (count: number) => `${count} wrapped anew.`,
  remaining: (count: number) => `${count} are left: run it again.`,
  retire: 'Retire',
  retireOne: (version: string) => `Retire version ${version}`,
  retireTitle: (version: string) => `Retire version ${version}?`,
  retireMeaning:
    'Nothing is wrapped by it any more. Afterwards it may be left out of the configuration. Keep the key itself for as long as you keep backups that were made under it.',
} as const;
