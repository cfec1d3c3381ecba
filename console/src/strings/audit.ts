export const audit = {
  description:
    'Who changed what in this environment and in the tenant as a whole. Each row is chained to the one before it, so that nothing can be changed or taken out unseen.',
  loading: 'audit log',
  title: 'Events',
  columns: { at: 'When', actor: 'Who', action: 'What', target: 'On', detail: 'Detail', request: 'Request' },
  number: (seq: number) => `No. ${seq}`,
  copyRequest: (id: string) => `Copy request ${id}`,
  more: 'Show older events',
  all: 'That is all.',
  empty: { title: 'Nothing has happened yet', body: 'Every change is written down here.' },
  nothing: 'nothing',
  verify: 'Verify the log',
  whole: 'The log is whole',
  wholeMeaning: (rows: number, checkpoints: number, unsigned: number) =>
    `${rows} rows and ${checkpoints} checkpoints were walked; ${unsigned} rows came after the last checkpoint.`,
  broken: 'The log was changed',
  brokenMeaning: (seq: number, why: string) => `The first row that is not right is No. ${seq}: ${why}`,
  checkpoints: {
    title: 'Checkpoints',
    help: 'Signed statements of where the log stood. A copy that is kept elsewhere shows if the log’s end was ever cut off.',
    columns: { seq: 'Up to', at: 'Signed', hash: 'Hash', key: 'Key', copy: 'Copy' },
    number: (seq: number) => `No. ${seq}`,
    copy: (seq: number) => `Copy the checkpoint of No. ${seq}`,
    empty: 'No checkpoint has been signed yet. It happens by itself.',
  },
} as const;
