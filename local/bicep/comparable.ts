/** Orders the keys of objects; lists keep their order, which can mean something. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, ordered(each)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * A snapshot of a deployment in one order, whatever that of the compiler was, so that two of the same meaning are the same text.
 *
 * @param text as `bicep snapshot` writes it
 */
export function comparable(text: string): string {
  const { predictedResources, ...rest } = JSON.parse(text) as { readonly predictedResources: readonly unknown[] };
  const resources = predictedResources.map((resource) => JSON.stringify(ordered(resource))).sort();
  const snapshot = {
    ...(ordered(rest) as object),
    predictedResources: resources.map((each) => JSON.parse(each) as unknown),
  };
  return `${JSON.stringify(snapshot, undefined, 2)}\n`;
}
