import { formatCount } from '../components/numbers.ts';

const unit = (count: number, one: string, many: string) =>
  count === 1 ? `one ${one}` : `${formatCount(count)} ${many}`;

/** Signed statements, for whoever has to be shown rather than told. */
export const proof = {
  description:
    'Signed statements for auditors: where calls went, where they could go, and that nobody changed the record since. Each can be checked offline, without us.',
  statement: {
    title: 'Where calls went',
    loading: 'statement',
    none: 'No call was made in this period.',
    sentence: (calls: number, attempts: number) =>
      `${unit(calls, 'call', 'calls')}, in ${unit(attempts, 'attempt', 'attempts')}.`,
    neverManaged: (platform: string) => `None of them went to ${platform}’s models.`,
    managed: (count: number, platform: string) =>
      `${platform}’s models were tried ${count === 1 ? 'once' : `${formatCount(count)} times`}.`,
    again: 'Sign anew',
    facts: {
      period: 'Period',
      until: (to: string) => `until ${to}`,
      owner: 'On whose account',
      own: (count: string) => `${count} yours`,
      managed: (count: string, platform: string) => `${count} ${platform}’s`,
      payer: 'Who paid',
      provider: (count: string) => `${count} on your provider’s bill`,
      payers: (subscription: string, metered: string) =>
        `${subscription} in the subscription, ${metered} metered`,
      outcome: 'How they ended',
      answered: (count: string) => `${count} answered`,
      outcomes: (failed: string, aborted: string) => `${failed} failed, ${aborted} broken off`,
      hosts: 'Hosts',
      noHost: 'none',
      rows: 'Rows of the ledger',
      rowsOf: (first: string, last: string) => `${first} to ${last}`,
      noRow: 'none',
      head: 'End of the chain',
      headAt: (seq: string) => `row ${seq}`,
      copyHead: 'Copy the hash of the chain’s end',
    },
    incomplete: {
      title: 'Rows of this period were removed',
      body: (since: string) =>
        `The ledger keeps what came in since ${since}. The numbers are of those rows alone, and the statement says so.`,
    },
    recount: {
      act: 'Recount from the rows',
      help: 'Fetches every row of the period, counts them in this browser, and recomputes the hash of each from the row before it.',
      loading: (rows: string, all: string) => `${rows} of ${all} rows`,
      tooMany: (max: string) =>
        `More than ${max} attempts are too many for a page: the script in docs/ledger.md and, on the server, plugboard verify-ledger take any number.`,
      verdicts: {
        fits: {
          title: 'The rows add up to the statement',
          body: (rows: string, recomputed: string) =>
            `${rows} rows were fetched and counted in this browser, and the hashes of ${recomputed} recomputed, each from the row before it.`,
          head: 'The last one is the end of the chain that the statement names.',
          gaps: (rows: number) =>
            `${unit(rows, 'row comes', 'rows come')} after one of another period: whether they follow from it, the walk of the whole chain shows, under “Checkpoints of the ledger”.`,
        },
        count_differs: {
          title: 'The rows do not add up to the statement',
          body: (what: string, stated: string, found: string) =>
            `${what}: the statement says ${stated}, the rows say ${found}.`,
        },
        row_changed: {
          title: 'A row was changed',
          body: (seq: string) =>
            `The hash of row ${seq} does not follow from the row before it and its own text.`,
        },
        unsupported: {
          title: 'This browser cannot check it',
          body: 'This page was not loaded by https, and then browsers compute no hashes. That says nothing about the rows: check them with the script in docs/ledger.md.',
        },
        head_differs: {
          title: 'The chain ends otherwise',
          body: (seq: string) =>
            `Row ${seq} is not the one that the statement names as the end of the chain.`,
        },
      },
      counts: {
        calls: 'Calls',
        attempts: 'Attempts',
        own: 'On own accounts',
        managed: 'On the platform’s accounts',
        hosts: 'Hosts',
      },
    },
  },
  routes: {
    title: 'Where calls could go',
    loading: 'routes',
    impossible: (platform: string) => `No call can reach ${platform}’s models`,
    impossibleMeaning:
      'Whatever it names, under the mode, the failure policies and the lock as they are now.',
    possible: (platform: string) => `Calls can reach ${platform}’s models`,
    byMode: 'The mode lets them serve.',
    byFallback:
      'A failure policy with a recorded consent lets them stand in for own models that cannot answer.',
    facts: {
      at: 'As of',
      mode: 'Mode',
      modes: { byo: 'Own models', bundled: (platform: string) => `${platform}’s models` },
      policy: 'Failure policy',
      agentPolicies: (count: number) => `${unit(count, 'agent has its', 'agents have their')} own`,
      noPolicy: 'Fail closed',
      lock: 'Lock',
      locked: (platform: string) => `never ${platform}’s models`,
      lockedHosts: (hosts: string) => `only hosts ${hosts}`,
      lockedRegions: (regions: string) => `only regions ${regions}`,
      open: 'nothing is locked',
      hosts: 'Hosts',
      regions: 'Regions',
      none: 'none',
      unknown: 'of some nothing says the region',
    },
    list: 'Every route that there is',
    columns: {
      model: 'Model',
      host: 'Host',
      region: 'Region',
      account: 'Account',
      when: 'Reached',
      who: 'By',
    },
    anyModel: 'any model',
    onAccount: (id: string) => `on ${id}`,
    noRegion: 'not known',
    nobody: 'calls of no agent',
    agents: (names: string) => `agents ${names}`,
    manyAgents: (count: number) => `${count} agents`,
    stopped: 'stopped at present',
    reasons: {
      config_id: 'by its id',
      config_name: 'by its name',
      model_name: 'by the provider’s name',
      feature_alias: 'by a feature’s alias',
      feature: 'for a feature',
      default: 'as the default',
      provider_and_model: 'by account and model',
      further_target: 'as a further target',
      managed_fallback: 'as a stand-in',
    },
    empty: { title: 'No call can go anywhere', body: 'Nothing is connected that could answer here.' },
  },
  file: {
    title: 'Verify a file',
    help: 'For whoever was handed a statement, a custody pack or a checkpoint. The file is read in this browser and sent nowhere.',
    choose: 'Choose a file…',
    none: 'no file is chosen',
    key: 'Checked with',
    keys: { published: 'the keys that this server publishes', own: 'a key that I kept' },
    ownKey: 'Public key',
    ownKeyHelp: 'In PEM, or the saved answer of GET /ledger/keys.',
    chooseKey: 'Choose a key file…',
    verify: 'Verify',
    noFile:
      'This is no signed file: it takes the JSON with signed, signature and key_id, as it was downloaded.',
    noKey: 'This is no public key.',
    unreadable: 'The file cannot be read any more: choose it once more.',
    tooLarge: 'The file is larger than any statement.',
    raw: 'As it was signed',
  },
  chain: {
    title: 'Checkpoints of the ledger',
    help: 'Every row of the ledger is chained to the one before it, and each minute the end is signed. A copy of a checkpoint that is kept elsewhere shows if anything before it was changed, or the end cut off.',
    verify: 'Verify the ledger',
    whole: 'The ledger is whole',
    wholeMeaning: (rows: number, checkpoints: number, unsigned: number) =>
      `${unit(rows, 'row', 'rows')} and ${unit(checkpoints, 'checkpoint', 'checkpoints')} were walked on the server; ${unit(unsigned, 'row', 'rows')} came after the last checkpoint.`,
    broken: 'The ledger was changed',
    brokenMeaning: (seq: number, why: string) => `The first row that is not right is No. ${seq}: ${why}`,
    columns: { seq: 'Up to', at: 'Signed', hash: 'Hash', key: 'Key', copy: 'Copy' },
    retention: 'before these rows were removed',
    number: (seq: number) => `row ${formatCount(seq)}`,
    copy: (seq: number) => `Copy the checkpoint of row ${seq}`,
    empty: 'No checkpoint has been signed yet. It happens by itself, within a minute of the first call.',
  },
} as const;
