/** Times as people read them, where it matters which: else they are said to be so long ago. */

const second = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const short = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const millisecond = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
const utc = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'medium', timeStyle: 'short' });

/** `21 Nov 2026, 14:15:25`, by the clock of whoever looks. */
export const formatInstant = (at: string): string => second.format(new Date(at));
/** `21 Nov, 14:15:25`, where the year goes without saying. */
export const formatShortInstant = (at: string): string => short.format(new Date(at));
/** `14:15:25.103`: what belongs together follows each other closely. */
export const formatTime = (at: string): string => millisecond.format(new Date(at));
/** `21 Nov 2026, 14:15 UTC`: as it is signed, for people in different places. */
export const formatUtc = (at: string): string => `${utc.format(new Date(at))} UTC`;
