/** What is stored here of a tenant’s calls, or about them: disclosed by these names. */
export const keptKindNames = [
  'conversations',
  'queued_calls',
  'queued_answers',
  'repeatable_answers',
  'ledger',
  'usage',
  'audit',
  'notifications',
  'credentials',
  'service_requests',
] as const;
export type KeptKind = (typeof keptKindNames)[number];

/** What leaves beside calls. */
export const sentKindNames = ['webhooks', 'mail', 'exports'] as const;
export type SentKind = (typeof sentKindNames)[number];
