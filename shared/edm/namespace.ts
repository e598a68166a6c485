/** Namespace of the entity types and functions. */
export const namespace = 'microsoft.graph';

/** What names may begin with: the namespace, or the alias Microsoft Graph's metadata gives it, which is a leniency. */
const understood: readonly string[] = [namespace, 'graph'];

/** The part of a name behind the namespace, `microsoft.graph.delta` -> `delta`; undefined for any other name. */
export function localName(name: string): string | undefined {
  const dot = name.lastIndexOf('.');
  return dot > 0 && understood.includes(name.slice(0, dot)) ? name.slice(dot + 1) : undefined;
}
