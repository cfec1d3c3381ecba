/** How the keys of a request come; what is said of any deposit link is in deposits.ts. */
export const requestKeys = {
  title: 'Credentials',
  none: 'No link was made yet. Whoever holds the key opens it without an account and enters the key there; nobody else ever sees it.',
  columns: { environment: 'For', state: 'State', act: 'Actions' },
  until: 'ends',
  make: 'Make a deposit link',
  body: 'The request says where the key goes. Whoever opens the link enters the key, and can change nothing else.',
  environment: 'Environment',
  auth: 'Authentication type',
  chooseAuth: 'Choose…',
  endpoint: 'Endpoint URL',
  region: 'AWS region',
} as const;
