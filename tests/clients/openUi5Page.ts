import { createReadStream, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { PageHandler } from './startGateway.ts';

/** How a list is asked for: filters, sorters and binding parameters of UI5. */
export interface ListOptions {
  readonly filters?: readonly Readonly<Record<string, unknown>>[];
  readonly sorters?: readonly { readonly path: string; readonly descending?: boolean }[];
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** A report as UI5 holds it: Int64 as strings. */
export type Row = Readonly<Record<string, string | null>>;

/** What became of something the page did. */
export interface Outcome {
  readonly value?: Row;
  readonly failure?: { readonly status: number; readonly message: string; readonly error?: { readonly code: string } };
}

/** The functions of openUi5/reports.js. */
export interface PageApp {
  properties(): Promise<Readonly<Record<string, string>>>;
  grow(options: ListOptions, size: number): Promise<{ readonly pages: readonly Row[][]; readonly count: number }>;
  read(id: string): Promise<Outcome>;
  open(id: string): Promise<void>;
  openFirst(options: ListOptions): Promise<Row>;
  edit(name: string, value: string | null): Promise<Outcome>;
  opened(): Row;
  remove(): Promise<Outcome>;
  create(values: Row): Promise<Outcome>;
}

/** What openUi5/reports.js puts into the page. */
interface PageGlobals {
  readonly connect: (serviceUrl: string, token: string, groupId: string) => void;
  readonly app: Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
}

const mediaTypes: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };
const resources = path.join(path.dirname(require.resolve('@openui5/sap.ui.core/package.json')), 'src');

/**
 * Serves the page, and the resources of OpenUI5 from its package.
 *
 * @param library origin that the page takes the resources from, as from a network of their maker's; its own if absent
 */
export const servePages =
  (library = ''): PageHandler =>
  (target, response) => {
    const { pathname } = new URL(target, 'http://localhost');
    if (pathname.startsWith('/v1.0/')) return false;
    const [, resource] = /^\/resources\/(.*)$/.exec(pathname) ?? [];
    const own = path.join(__dirname, 'openUi5', pathname === '/' ? 'index.html' : pathname);
    const file = resource === undefined ? own : path.join(resources, resource);
    const isThere = statSync(file, { throwIfNoEntry: false })?.isFile() === true;
    const type = mediaTypes[path.extname(file)] ?? 'text/plain';
    const shared = { 'Cache-Control': 'max-age=3600', 'Access-Control-Allow-Origin': '*' };
    response.writeHead(isThere ? 200 : 404, { 'Content-Type': type, ...shared });
    if (isThere && type === 'text/html')
      response.end(readFileSync(file, 'utf8').replaceAll('"/resources/', `"${library}/resources/`));
    else if (isThere) createReadStream(file).pipe(response);
    else response.end();
    return true;
  };

/** How the model of a page is made. */
export interface ModelOptions {
  readonly token: string;
  /** `$direct` for single requests, `$auto` for $batch. */
  readonly groupId: string;
  /** Where the service is; at the origin of the page if absent. */
  readonly serviceUrl?: string;
}

/** Loads the page, unless it is there already, with a new model, and gives its functions. */
export async function openPage(page: Page, url: string, { token, groupId, serviceUrl = '/v1.0/' }: ModelOptions) {
  if (!page.url().startsWith(`${url}/`)) await page.goto(url);
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
  await page.evaluate((args) => (globalThis as unknown as PageGlobals).connect(...args), [
    serviceUrl,
    token,
    groupId,
  ] as const);
  return async <K extends keyof PageApp>(name: K, ...args: Parameters<PageApp[K]>) =>
    (await page.evaluate(([called, values]) => (globalThis as unknown as PageGlobals).app[called]?.(...values), [
      name,
      args,
    ] as const)) as Awaited<ReturnType<PageApp[K]>>;
}
