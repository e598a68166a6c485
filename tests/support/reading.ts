import type { TestApp } from './testApp.ts';

type Headers = Readonly<Record<string, string | undefined>>;
type Members = Readonly<Record<string, unknown>>;

/** A page of a collection as version 4.0 writes it. */
export interface Page extends Members {
  readonly '@odata.count'?: number | string;
  readonly '@odata.nextLink'?: string;
  readonly value: readonly Members[];
}

/** A URL as a test writes it, with its blanks and quotation marks escaped; what is escaped already stays. */
export function escaped(target: string): string {
  return target.replace(/[^\x21-\x7e]|["\\^`{|}]/gu, encodeURIComponent);
}

/** Reads of a service; targets are relative to the service root, links may be absolute. */
export function reading(app: TestApp) {
  const address = (target: string): string =>
    target.startsWith(app.publicUrl) ? target.slice(app.publicUrl.length) : `/v1.0/${escaped(target)}`;
  const get = async (target: string, headers: Headers = {}): Promise<Response> =>
    await app.fetch(address(target), { headers });
  const json = async <T extends Members = Page>(target: string, headers?: Headers): Promise<T> => {
    const response = await get(target, headers);
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${target} was answered with ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  };
  return {
    get,
    json,
    /** The text of an answer 200. */
    text: async (target: string, headers?: Headers): Promise<string> => {
      const response = await get(target, headers);
      const text = await response.text();
      if (response.status !== 200) throw new Error(`${target} was answered with ${response.status}: ${text}`);
      return text;
    },
    /** The ids of the rows a query returns, in order; every row needs an id. */
    ids: async (target: string, headers?: Headers): Promise<readonly unknown[]> =>
      (await json(target, headers)).value.map(({ id }) => id),
    /** A page and all that follow it by next links. */
    pages: async (target: string, headers?: Headers): Promise<readonly Page[]> => {
      const pages: Page[] = [];
      for (let next: string | undefined = target; next !== undefined; next = pages.at(-1)?.['@odata.nextLink']) {
        if (pages.length > 100) throw new Error(`The pages of ${target} do not end`);
        pages.push(await json(next, headers));
      }
      return pages;
    },
    /** Sends the options as the body of a POST to `/$query`. */
    query: async (target: string, body: string, headers: Headers = {}): Promise<Response> =>
      await app.fetch(`/v1.0/${target}/$query`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain', ...headers },
        body: escaped(body),
      }),
  };
}
