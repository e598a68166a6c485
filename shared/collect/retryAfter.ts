/** Statuses after which the same request may go well. */
const transient: readonly number[] = [408, 425, 429, 500, 502, 503, 504];

/** Whether the same request may go well after an answer with such a status. */
export const isTransientStatus = (status: number): boolean => transient.includes(status);

/**
 * How long to wait before a request is repeated, in milliseconds: what Retry-After says (RFC 9110, 10.2.3), as far as it
 * is no longer than `longest`, else longer with every attempt.
 */
export function retryAfter(header: string | null, attempt: number, now = Date.now(), longest = 120_000): number {
  const seconds = header === null || header.trim() === '' ? NaN : Number(header);
  const until = header === null ? NaN : Date.parse(header) - now;
  const asked = Number.isFinite(seconds) ? seconds * 1000 : until;
  if (Number.isFinite(asked)) return Math.min(Math.max(asked, 0), longest);
  return Math.min(500 * 2 ** attempt, 30_000) * (0.5 + Math.random() / 2);
}
