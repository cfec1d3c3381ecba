export const tenantForms = {
  create: 'New tenant',
  actions: {
    of: (name: string) => `Actions for ${name}`,
    change: 'Change',
    remove: 'Delete',
  },
  change: (name: string) => `Change ${name}`,
  fields: {
    id: 'Id',
    idHelp:
      'Addresses and calls name it so: small letters, digits, dots, dashes, underscores. It stays as it is, and is never used again.',
    idLetters: 'Only small letters a–z, digits, dots, dashes and underscores.',
    idEnds: 'It begins and ends with a letter or a digit.',
    idTaken: 'Another tenant has this id, or had it: ids of deleted tenants never come back.',
    idReserved: 'The platform itself has this id.',
    name: 'Name',
    nameHelp: 'As people see it.',
    nameOrId: 'As people see it. Empty: its id.',
    plan: 'Plan',
    plans: {
      standard: {
        label: 'Standard',
        help: (platform: string) => `${platform}’s models serve it. Own models are refused.`,
      },
      enterprise: {
        label: 'Enterprise',
        help: (platform: string) => `It can connect its own models, beside ${platform}’s.`,
      },
    },
    administeredBy: 'Administered by',
    administrators: {
      tenant: {
        label: 'The tenant itself',
        help: 'Its administrators connect models and set everything.',
      },
      operator: {
        label: 'Operators',
        help: 'Operators set everything. Its administrators look, and ask by requests.',
      },
    },
  },
  consequences: {
    standard: {
      title: 'Its own models will be refused',
      body: (platform: string) =>
        `From the next call on they answer 403 plan_required, to calls that wait and to conversations too. Calls that run finish. Nothing moves to ${platform}’s models by itself.`,
      onOwn: (environments: string) =>
        `On own models now: ${environments}. What runs there stops until somebody switches the mode.`,
      kept: (day: string) =>
        `Keys stay sealed until ${day}; on the enterprise plan before that they serve again. After it they are destroyed for good: accounts and models stay, and each key has to be entered again.`,
      sure: (name: string) => `${name} has been told, or need not be`,
    },
    enterprise: {
      title: 'It can connect its own models',
      body: 'No environment switches by itself. Where one is on own models already, they serve again from the next call on.',
      ended: (day: string) =>
        `Keys of accounts were kept until ${day} and destroyed then. Each has to be entered again before its models serve.`,
    },
    operator: {
      title: 'Operators administer it from then on',
      body: 'Its administrators see everything and change nothing: that answers 403 administered_by_operator. They ask for changes by requests. Only they can agree that data leaves for managed models, as before.',
    },
    tenant: {
      title: 'Its own administrators take over',
      body: 'They change models, accounts, policies and tokens from then on, and operators can still act in it. If it has no administrator yet, make a sign-in link on the page People.',
    },
  },
  removal: {
    title: (name: string) => `Delete ${name}?`,
    meaning:
      'The key under which its secrets and conversations are sealed is destroyed. Nothing here brings them back.',
    goes: 'Goes with it:',
    everything: [
      'Accounts with their keys, models, agents, policies and budgets',
      'Conversations, calls that wait, webhooks and requests',
      'Tokens: programs that use them are refused',
      'Its ledger, usage and audit log: keep a statement first',
    ],
    cut: 'Calls that run are cut within a second.',
    backups: 'Backups hold it until they are gone themselves.',
    never: 'Its id is never used again.',
    now: (accounts: string, waiting: string | undefined) =>
      waiting === undefined ? `At present: ${accounts}.` : `At present: ${accounts}; ${waiting}.`,
    accounts: (count: number) =>
      count === 0
        ? 'no provider account'
        : count === 1
          ? 'one provider account'
          : `${count} provider accounts`,
    type: (id: string) => `Type ${id} to delete it`,
    confirm: 'Delete for good',
  },
  done: {
    created: (name: string) => `${name} is there`,
    createdBody: 'Next: let its people in, then act in it to set it up, or leave that to its administrators.',
    people: 'Make a sign-in link',
    changed: (name: string) => `${name} was changed`,
    removed: (name: string) => `${name} was deleted`,
    removedBody: 'Its id is never used again.',
  },
} as const;
