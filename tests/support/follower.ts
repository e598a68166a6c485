import type { TestApp } from './testApp.ts';

type Json = Readonly<Record<string, unknown>>;

interface Page {
  readonly '@odata.context': string;
  readonly value: readonly (Json & { readonly id: string; readonly '@removed'?: { readonly reason: string } })[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
}

/** A client that keeps a copy of what it follows by delta links. */
export interface Follower {
  /** The copy: entities by id. */
  readonly copy: Map<string, Json>;
  /** Context URLs of all pages so far. */
  readonly contexts: string[];
  /** Reasons given for removed entities, by id. */
  readonly removed: Map<string, string>;
  /** The delta link of the last round, as a request target. */
  readonly link: string;
  /** Reads a round to its end, page by page; returns the number of its pages. */
  follow(): Promise<number>;
}

/** Reads everything from `path` and is ready to follow. */
export async function startFollower(
  app: TestApp,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Follower> {
  const copy = new Map<string, Json>();
  const removed = new Map<string, string>();
  const contexts: string[] = [];
  let link = path;
  const target = (url: string): string => {
    if (!url.startsWith(`${app.publicUrl}/`)) throw new Error(`${url} leads elsewhere`);
    return url.slice(app.publicUrl.length);
  };
  const follow = async (): Promise<number> => {
    for (let pages = 1; ; pages += 1) {
      const response = await app.fetch(link, { headers });
      const text = await response.text();
      if (response.status !== 200) throw new Error(text);
      const page = JSON.parse(text) as Page;
      contexts.push(page['@odata.context']);
      for (const item of page.value) {
        const reason = item['@removed']?.reason;
        if (reason === undefined) copy.set(item.id, item);
        else {
          copy.delete(item.id);
          removed.set(item.id, reason);
        }
      }
      const { '@odata.nextLink': next, '@odata.deltaLink': delta } = page;
      if ((next === undefined) === (delta === undefined)) throw new Error('A page has either a next or a delta link');
      link = target(next ?? delta ?? '');
      if (delta !== undefined) return pages;
    }
  };
  const follower = {
    copy,
    contexts,
    removed,
    follow,
    get link() {
      return link;
    },
  };
  await follow();
  return follower;
}
