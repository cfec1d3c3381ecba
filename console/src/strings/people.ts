export const people = {
  description: 'Who signs in to the console, where they may act there, and as what.',
  loading: 'people',
  columns: {
    person: 'Person',
    state: 'State',
    places: 'May act in',
    by: 'Comes by',
    last: 'Last signed in',
    act: 'Actions',
  },
  states: { may: 'May sign in', suspended: 'Suspended' },
  wholePlatform: 'The whole platform',
  nowhere: 'nowhere',
  byLink: 'One-time link',
  ways: {
    title: 'How people come in',
    loading: 'ways to sign in',
    provider: 'Identity provider',
    none: 'None is configured',
    providerNote:
      'Whoever it gives a tenant is listed here from the first sign-in on. Places and role are its claims’, taken anew each time.',
    noneNote: 'People come in by one-time links alone.',
    link: 'One-time link',
    linkValue: 'Made here, for one person',
    linkNote: 'It works once, for 15 minutes. Send it by a way that only this person reads.',
    settings: 'Sign-in',
  },
  empty: {
    title: 'Nobody has signed in yet',
    body: 'People come in by a one-time link that you make for them, or by the platform’s identity provider. Whoever came in that way is listed here.',
  },
  suspend: {
    label: 'Suspend',
    of: (name: string) => `Suspend ${name}`,
    title: (name: string) => `Suspend ${name}?`,
    meaning:
      'Open sessions end within seconds, tokens that this person made stop, and no sign-in succeeds until the person is let in again. It is meant of you as well, if it is you.',
  },
  resume: {
    label: 'Let in again',
    of: (name: string) => `Let in again: ${name}`,
    title: (name: string) => `Let ${name} in again?`,
    meaning: 'This person may sign in again, and tokens that this person made work again.',
  },
  link: {
    create: 'Make a sign-in link',
    again: 'New link',
    againOf: (name: string) => `New link for ${name}`,
    role: 'Role',
    roles: {
      tenant_admin: 'Tenant administrator: changes everything in the environments below',
      user: 'User: talks to models in the environments below',
      operator: 'Operator: everything, in all tenants',
    },
    tenant: 'Tenant',
    environments: 'Environments',
    name: 'Name',
    nameHelp: 'As others see the person.',
    subject: 'Sign-in name',
    subjectHelp:
      'Small letters, digits, dots and hyphens. Names the person: another link with it is for the same one, whose name, role and places become those of the newest link.',
  },
  made: {
    title: 'Copy the link now',
    body: (until: string) =>
      `It is shown this once, and signs one person in once, until ${until}. Whoever opens it first is in: send it by a way that only this person reads.`,
    label: 'The link',
    copy: 'Copy the link',
    done: 'I have copied it',
  },
} as const;
