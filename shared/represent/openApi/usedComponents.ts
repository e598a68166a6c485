type Components = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The components a part of an OpenAPI document refers to, as `section/name`. */
function referredTo(part: unknown): readonly string[] {
  return [...JSON.stringify(part).matchAll(/"\$ref":"#\/components\/([^"]+)"/g)].map(([, path = '']) => path);
}

/** The components of an OpenAPI document that its paths need, directly or through one another; security schemes stay. */
export function usedComponents(paths: unknown, components: Components): Components {
  const found = new Set<string>();
  const open = [...referredTo(paths)];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const [section = '', name = ''] = path.split('/');
    open.push(...referredTo(components[section]?.[name] ?? {}));
  }
  const sections = Object.entries(components).map(([section, all]) => {
    const kept = Object.entries(all).filter(
      ([name]) => section === 'securitySchemes' || found.has(`${section}/${name}`),
    );
    return [section, Object.fromEntries(kept)] as const;
  });
  return Object.fromEntries(sections.filter(([, kept]) => Object.keys(kept).length > 0));
}
