/** A day ends where this person is. What was pasted may say the very second. */
export const toInstant = (day: string): string =>
  new Date(day.includes('T') ? day : `${day}T23:59:59`).toISOString();
