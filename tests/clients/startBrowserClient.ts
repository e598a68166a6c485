import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { findBrowser } from './findBrowser.ts';
import { startProxiedApp, type ProxiedApp } from './startProxiedApp.ts';
import type { Report } from './storeReports.ts';

/** A page in a browser that uses a client library, and the app it calls. */
export interface BrowserClient {
  readonly app: ProxiedApp;
  /** Calls a function that the page has put into `app`; what it throws is thrown here. */
  call(name: string, ...args: readonly unknown[]): Promise<unknown>;
  stop(): Promise<void>;
}

/** What the script of a page defines. */
interface PageGlobals {
  readonly connect: (token: string) => void;
  readonly app: Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
}

const flags = [
  'no-sandbox',
  'disable-gpu',
  'disable-background-networking',
  'disable-component-update',
  'disable-sync',
];
const bundler = path.join(__dirname, '..', '..', 'node_modules', 'esbuild', 'bin', 'esbuild');
const html =
  '<!doctype html><html lang="en"><head><link rel="icon" href="data:,"></head><script src="/page.js"></script></html>';

/** Bundles a module with the packages it imports, as pages are built. */
async function bundle(entry: string): Promise<string> {
  const args = [path.join(__dirname, entry), '--bundle', '--format=iife', '--log-level=error'];
  const { stdout } = await promisify(execFile)(bundler, args, { maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** Starts the app and, from its address, a page with the script of `entry`, below this folder. */
export async function startBrowserClient(entry: string, reports: readonly Report[]): Promise<BrowserClient> {
  const script = await bundle(entry);
  const files = new Map([
    ['/', ['text/html', html]],
    ['/page.js', ['text/javascript', script]],
  ]);
  const app = await startProxiedApp({
    reports,
    pages: (target, response) => {
      const [type, text] = files.get(target) ?? [];
      if (type === undefined) return false;
      response.writeHead(200, { 'Content-Type': type }).end(text);
      return true;
    },
  });
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? '',
    args: flags.map((flag) => `--${flag}`),
  });
  const page = await browser.newPage();
  await page.goto(app.url);
  await page.evaluate((token) => (globalThis as unknown as PageGlobals).connect(token), await app.token());
  return {
    app,
    call: async (name, ...args) =>
      await page.evaluate(
        async ([called, values]) => await (globalThis as unknown as PageGlobals).app[called]?.(...values),
        [name, args] as const,
      ),
    async stop() {
      await browser.close();
      await app.stop();
    },
  };
}
