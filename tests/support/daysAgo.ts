import { dateFrom } from './dateFrom.ts';

/** The date (YYYY-MM-DD) so many days before today. */
export const daysAgo = (days: number): string => dateFrom(Date.now(), -days);
