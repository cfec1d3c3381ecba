/** Days and months of UTC, as the API writes them: `2026-11-21`, `2026-11`. */

const dayMs = 24 * 60 * 60_000;

export const startOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
export const monthOf = (day: string): string => day.slice(0, 7);
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(startOfDay(text)) && dayOf(startOfDay(text)) === text;
export const isMonth = (text: string): boolean => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text);

/** So many days later, or earlier. */
export const addDays = (day: string, count: number): string => dayOf(startOfDay(day) + count * dayMs);

export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return monthOf(dayOf(Date.UTC(year, number - 1 + count, 1)));
}

/** Both of them and all between. */
export function listDays(first: string, last: string): string[] {
  const count = Math.round((startOfDay(last) - startOfDay(first)) / dayMs) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => addDays(first, index));
}
