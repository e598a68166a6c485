/** The address of a query below `/v1.0/`; the options by their names without the dollar sign. */
export function queryAddress(path: string, options: Readonly<Record<string, string | number | undefined>>): string {
  const pairs = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `$${name}=${encodeURIComponent(value ?? '')}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}
