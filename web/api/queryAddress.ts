/** The address of a query on an entity set; the options by their names without the dollar sign. */
export function queryAddress(set: string, options: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(options).map(([name, value]) => `$${name}=${encodeURIComponent(value)}`);
  return `/v1.0/${set}?${pairs.join('&')}`;
}
