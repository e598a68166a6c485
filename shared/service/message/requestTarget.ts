/** A request target below the service root, nothing decoded. */
export interface RequestTarget {
  /** Resource path without leading slash. */
  readonly path: string;
  /** Query without the question mark. */
  readonly query: string;
}

const prefix = /^\/v1\.0(?=\/|$)\/?/i;

/**
 * Splits an absolute URL or an origin-form target; undefined when it is not below `/v1.0`. The text is never
 * normalised: dots and escapes mean what the OData grammar says.
 */
export function requestTarget(url: string): RequestTarget | undefined {
  const authority = /^https?:\/\/[^/?#]*/i.exec(url)?.[0].length ?? 0;
  const fragment = url.indexOf('#', authority);
  const whole = url.slice(authority, fragment < 0 ? undefined : fragment);
  const mark = whole.indexOf('?');
  const path = mark < 0 ? whole : whole.slice(0, mark);
  const root = prefix.exec(path);
  if (root === null) return undefined;
  return { path: path.slice(root[0].length), query: mark < 0 ? '' : whole.slice(mark + 1) };
}
