/** What the route table needs of a registered function. */
export interface Route {
  readonly name: string;
  /** Template below the route prefix, e.g. `v1.0/{*path}`. */
  readonly route: string;
  /** Upper case HTTP methods. */
  readonly methods: readonly string[];
}

/** The function that answers a request, and the values of its route parameters. */
export interface Match<T extends Route> {
  readonly function: T;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Template {
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

const escapeLiteral = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

function compileParameter(text: string, functionName: string, names: string[]): string {
  const parts = /^(?<all>\*?)(?<name>\w+)(?<optional>\??)$/.exec(text)?.groups;
  if (parts?.['name'] === undefined)
    throw new Error(
      `Function "${functionName}": the local host knows {name}, {name?} and {*name} in a route, not {${text}}.`,
    );
  names.push(parts['name']);
  if (parts['all']) return '(.*)';
  return parts['optional'] ? '([^/]*)' : '([^/]+)';
}

/** ASP.NET Core route template to a case-insensitive pattern; optional and catch-all parameters also match nothing. */
function compileTemplate(template: string, functionName: string): Template {
  const names: string[] = [];
  const segments = template.split('/').map((segment) =>
    segment
      .split(/(\{[^{}]*\})/)
      .map((part) =>
        part.startsWith('{') ? compileParameter(part.slice(1, -1), functionName, names) : escapeLiteral(part),
      )
      .join(''),
  );
  const source = segments.map((segment, index) => {
    const slash = index === 0 ? '' : '/';
    return segment === '(.*)' || segment === '([^/]*)' ? `(?:${slash}${segment})?` : slash + segment;
  });
  return { pattern: new RegExp(`^${source.join('')}/?$`, 'is'), names };
}

const reserved = /^(admin|runtime)/i;

function joinRoute(prefix: string, route: Route): string {
  const bare = route.route.replace(/^\/+|(?<!\/)\/+$/g, '');
  if (reserved.test(bare))
    throw new Error(
      `Function "${route.name}": the route "${route.route}" begins with a word the host reserves (admin, runtime).`,
    );
  return [prefix, bare].filter((part) => part !== '').join('/');
}

/**
 * Orders and compiles the routes as the real host does: tried in order of function name, the first match wins, and a
 * method that is not registered is no match.
 *
 * @param prefix `extensions.http.routePrefix` of host.json
 * @throws Error for a reserved route, two equal ones with a method in common, or a template it does not know
 */
export function createRouteTable<T extends Route>(functions: readonly T[], prefix: string) {
  const key = (text: string): string => text.toUpperCase();
  const ordered = [...functions]
    .sort((a, b) => (key(a.name) < key(b.name) ? -1 : 1))
    .map((entry) => {
      const template = joinRoute(prefix, entry);
      return { entry, template, ...compileTemplate(template, entry.name) };
    });
  for (const [index, one] of ordered.entries())
    for (const other of ordered.slice(index + 1))
      if (key(one.template) === key(other.template) && one.entry.methods.some((m) => other.entry.methods.includes(m)))
        throw new Error(`Function "${other.entry.name}": its route is that of function "${one.entry.name}".`);

  /** @param path decoded path that begins with a slash */
  return function find(method: string, path: string): Match<T> | undefined {
    // An empty first segment is no match for any route, catch-all or not.
    if (path.startsWith('//')) return undefined;
    for (const { entry, pattern, names } of ordered) {
      if (!entry.methods.includes(method)) continue;
      const values = pattern.exec(path.slice(1));
      if (!values) continue;
      const given = names.map((name, index) => [name, values[index + 1] ?? ''] as const);
      return { function: entry, parameters: Object.fromEntries(given.filter(([, value]) => value !== '')) };
    }
    return undefined;
  };
}
