import { startOfDay } from './days.ts';

const inUtc = { timeZone: 'UTC' } as const;
const shortDay = new Intl.DateTimeFormat('en-GB', { ...inUtc, day: 'numeric', month: 'short' });
const wholeDay = new Intl.DateTimeFormat('en-GB', { ...inUtc, dateStyle: 'medium' });
const shortMonth = new Intl.DateTimeFormat('en-GB', { ...inUtc, month: 'short', year: 'numeric' });
const wholeMonth = new Intl.DateTimeFormat('en-GB', { ...inUtc, month: 'long', year: 'numeric' });

/** `3 Nov` */
export const formatDay = (day: string): string => shortDay.format(startOfDay(day));
/** `3 Nov 2026` */
export const formatWholeDay = (day: string): string => wholeDay.format(startOfDay(day));
/** `Nov 2026` */
export const formatShortMonth = (month: string): string => shortMonth.format(startOfDay(`${month}-01`));
/** `November 2026` */
export const formatMonth = (month: string): string => wholeMonth.format(startOfDay(`${month}-01`));
