interface Operation {
  readonly security?: readonly Readonly<Record<string, unknown>>[];
}

/** The parts of an OpenAPI document that say how a caller proves who it is (OpenAPI 3.1, 4.8.27 and 4.8.30). */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly securitySchemes: Readonly<Record<string, { readonly type: string }>> };
}

/**
 * The document with tokens that are pasted as the only way in: the page signs nobody in, so it must not offer what leads
 * to an authority.
 */
export function onlyBearer(document: OpenApiDocument): OpenApiDocument {
  const { paths, components } = document;
  const kept = Object.entries(components.securitySchemes).filter(([, { type }]) => type === 'http');
  const securitySchemes = Object.fromEntries(kept);
  const withBearer = (operation: Operation): Operation =>
    operation.security === undefined
      ? operation
      : {
          ...operation,
          security: operation.security.filter((way) => Object.keys(way).every((name) => name in securitySchemes)),
        };
  const mapped = <T, R>(record: Readonly<Record<string, T>>, change: (value: T) => R): Readonly<Record<string, R>> =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
  return {
    ...document,
    paths: mapped(paths, (item) => mapped(item, withBearer)),
    components: { ...components, securitySchemes },
  };
}
