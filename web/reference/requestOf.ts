import type { Parameter } from './openApi.ts';

/** A request that is ready to send. */
export interface ReadyRequest {
  readonly method: string;
  /** Path and query, encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What somebody has filled in. */
export interface Filled {
  /** What is asked of the parameters, by place and name, as `in name`; empty texts are left out. */
  readonly values: ReadonlyMap<Parameter, string>;
  /** Media type of the answer that is wanted. */
  readonly accept: string | undefined;
  /** The body with its media type. */
  readonly body?: { readonly type: string; readonly text: string };
}

/** A key that holds one of these is passed by alias: the platform decodes a path before it arrives. */
// eslint-disable-next-line no-control-regex -- controls are what it looks for
const unsafeInPath = /[/\\%#?\u0000-\u001f]/;

/** The media type of a body of parts names the boundary its first line begins with (RFC 2046, 5.1.1). */
function contentType(type: string, text: string): string {
  if (!type.startsWith('multipart/')) return type;
  const boundary = /^\s*--(\S+)/.exec(text)?.[1];
  return boundary === undefined ? type : `${type}; boundary=${boundary}`;
}

/**
 * Makes the request of a form.
 *
 * @param method name of the operation, such as `patch`
 * @param template path with `{name}` in the place of a parameter
 */
export function requestOf(method: string, template: string, { values, accept, body }: Filled): ReadyRequest {
  const query: string[] = [];
  const headers: Record<string, string> = accept === undefined ? {} : { Accept: accept };
  let path = template;
  for (const [{ name, in: place }, value] of values) {
    if (place === 'path') {
      const quoted = `'{${name}}'`;
      const text = encodeURIComponent(value.replaceAll("'", "''"));
      if (unsafeInPath.test(value) && path.includes(quoted)) {
        path = path.replace(quoted, () => `@${name}`);
        query.push(`@${name}='${text}'`);
      } else path = path.replace(`{${name}}`, () => text);
    } else if (value === '') continue;
    else if (place === 'query') query.push(`${name}=${encodeURIComponent(value)}`);
    else headers[name] = value;
  }
  if (body !== undefined) headers['Content-Type'] = contentType(body.type, body.text);
  return {
    method: method.toUpperCase(),
    target: query.length === 0 ? path : `${path}?${query.join('&')}`,
    headers,
    ...(body !== undefined && { body: body.text }),
  };
}
