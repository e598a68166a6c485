/** RFC 3986 section 2.3. */
const unreserved = /^[A-Za-z0-9\-._~]$/;

/**
 * What becomes of a query on its way to the service: the platform decodes escapes of unreserved characters, and escapes what
 * may not stand in a query, a `%` that begins no escape too.
 *
 * @param sent a query as its sender wrote it, without its question mark
 */
export function arrivingQuery(sent: string): string {
  return sent
    .replace(/%(?![0-9a-f]{2})/gi, '%25')
    .replace(/%[2-7][0-9a-f]/gi, (escape) => {
      const character = String.fromCharCode(parseInt(escape.slice(1), 16));
      return unreserved.test(character) ? character : escape;
    })
    .replace(/[\\|"<>^`{}# ]/g, (character) => encodeURIComponent(character));
}
