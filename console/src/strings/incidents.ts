import type { Incident } from '../api/incidents.ts';

export const incidents = {
  description:
    'Five or more accounts of one provider, of whichever tenants, that turn to the same trouble within a minute. It is over when nearly all have recovered.',
  loading: 'incidents',
  columns: {
    what: 'Provider',
    trouble: 'Trouble',
    state: 'State',
    concerned: 'Concerned at most',
    since: 'Began',
    until: 'Ended',
  },
  classes: {
    auth_failed: 'Keys are refused',
    quota: 'No quota left',
    unreachable: 'No answer',
  } satisfies Record<Incident['class'], string>,
  open: 'Going on',
  over: 'Over',
  concerned: (credentials: number, tenants: number) =>
    `${credentials} accounts of ${tenants === 1 ? 'one tenant' : `${tenants} tenants`}`,
  advice: 'Look at the provider’s status page. Each tenant has been told of its own accounts.',
  goingOn: (count: number) => (count === 1 ? 'One incident is going on' : `${count} incidents are going on`),
  stop: 'Stop switches',
  more: 'Show older ones',
  end: 'That is all.',
  empty: {
    title: 'There has been no incident',
    body: 'One begins when many accounts of a provider fail alike; operators then get one message.',
  },
} as const;
