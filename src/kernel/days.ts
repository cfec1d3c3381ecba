/** Days and months of UTC, as texts that sort: `2026-11-21`, `2026-11`. */

const dayMs = 24 * 60 * 60 * 1000;

export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function dayAfter(day: string): string {
  return dayOf(startOfDay(day) + dayMs);
}

export function daysBetween(first: string, end: string): number {
  return Math.round((startOfDay(end) - startOfDay(first)) / dayMs);
}

/** Whether there is such a day: no 31st of February. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = startOfDay(text);
  return !Number.isNaN(ms) && dayOf(ms) === text;
}

/** The first day of the month that a day lies in, and that of the month after. */
export function monthAround(day: string): { first: string; end: string } {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return { first: dayOf(Date.UTC(year, month - 1, 1)), end: dayOf(Date.UTC(year, month, 1)) };
}

export function monthOf(ms: number): string {
  return dayOf(ms).slice(0, 7);
}
