/** `$<id>` as the first segment of a URL: what it refers to, and what follows. */
export interface Reference {
  readonly id: string;
  /** From the next slash or question mark on. */
  readonly rest: string;
}

/** System resources, which a request identifier of the same name does not hide (Protocol 4.01, 11.7.4). */
const systemResources: ReadonlySet<string> = new Set(['batch', 'crossjoin', 'all', 'entity', 'root', 'id', 'metadata']);

const firstSegment = /^\/?\$([^/?#(]+)/;

/** Reads a URL that begins with a request identifier; undefined for any other. */
export function readReference(url: string): Reference | undefined {
  const [all = '', id = ''] = firstSegment.exec(url) ?? [];
  return id === '' || systemResources.has(id) ? undefined : { id, rest: url.slice(all.length) };
}

/** Puts what follows a reference behind the URL it stands for; both may have query options. */
export function continueUrl(base: string, rest: string): string {
  const [path = '', ...query] = base.split('?');
  const mark = rest.indexOf('?');
  const segments = mark < 0 ? rest : rest.slice(0, mark);
  const options = [...query, ...(mark < 0 ? [] : [rest.slice(mark + 1)])].filter((part) => part !== '');
  return path + segments + (options.length === 0 ? '' : `?${options.join('&')}`);
}
