import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { splitList } from '../headers/mediaType.ts';
import type { ServiceResponse } from '../represent/response.ts';
import type { Settings } from '../settings/settings.ts';
import { connectionFile, type FeedSteps } from './connectionFile.ts';
import type { ServiceRequest } from './message/call.ts';
import { signInSettings } from './signInSettings.ts';

/** A file of the package that is served, as the build describes it. */
export interface PageFile {
  /** Name in the folder of the pages. */
  readonly file: string;
  readonly type: string;
  /** Digest of the content. */
  readonly digest: string;
}

/** The folder the build puts the pages into, beside the file this becomes in the package. */
const folder = path.join(__dirname, 'pages');

const everywhere = { 'X-Content-Type-Options': 'nosniff', 'Cross-Origin-Resource-Policy': 'same-origin' };

/** What means something for a document alone, which links from and is opened by others. */
const ofDocuments = { 'Referrer-Policy': 'no-referrer', 'Cross-Origin-Opener-Policy': 'same-origin' };

/** What a page may do (Content Security Policy Level 3): load files of the service, ask the service and the authority, and nothing else. */
const policyFor = (authority: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${new URL(authority).origin}`,
    // Scripts never make markup of text, so nothing may (Trusted Types).
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

let table: ReadonlyMap<string, PageFile> | undefined;
const contents = new Map<string, Buffer>();

async function readTable(): Promise<ReadonlyMap<string, PageFile>> {
  const text = await readFile(path.join(folder, 'files.json'), 'utf8');
  return new Map(Object.entries(JSON.parse(text) as Record<string, PageFile>));
}

/** Steps of Power Query, which the build makes from the model. */
async function readFeeds(): Promise<FeedSteps> {
  return JSON.parse(await readFile(path.join(folder, 'feeds.json'), 'utf8')) as FeedSteps;
}

/** Files for Excel and Power BI that were made: there are two for each report, and they stay the same as long as the process. */
const connections = new Map<string, ServiceResponse>();

async function connectionOf(address: string, publicUrl: string, method: string): Promise<ServiceResponse | undefined> {
  const known = method === 'HEAD' ? undefined : connections.get(`${publicUrl} ${address}`);
  if (known !== undefined) return known;
  const made = await connectionFile(address, publicUrl, readFeeds, method);
  if (typeof made?.body !== 'string') return made;
  const kept = { ...made, body: Buffer.from(made.body) };
  connections.set(`${publicUrl} ${address}`, kept);
  return kept;
}

async function contentOf({ file }: PageFile): Promise<Buffer> {
  const content = contents.get(file) ?? (await readFile(path.join(folder, file)));
  contents.set(file, content);
  return content;
}

/**
 * Pages are asked for again at every visit; the name of any other file changes with its content. With 304 all go again that
 * the settings may have changed, but for the type (RFC 9110, 15.4.5).
 */
function headersOf({ type, digest }: PageFile, { auth }: Pick<Settings, 'auth'>) {
  const common = { ...everywhere, ETag: `W/"${digest}"`, Vary: 'Accept-Encoding' };
  if (!type.startsWith('text/html')) return { ...common, 'Cache-Control': 'public, max-age=31536000, immutable' };
  const policy = policyFor(auth.authority);
  return { ...common, ...ofDocuments, 'Cache-Control': 'no-cache', 'Content-Security-Policy': policy };
}

/**
 * Serves the page of the reports, the reference and their files from the package, and the files for Excel and Power BI. Only what the build has listed is there: no path
 * of a request ever becomes the path of a file.
 *
 * @returns undefined for an address that is not listed
 */
export async function servePage(
  { url, method, headers }: Pick<ServiceRequest, 'url' | 'method' | 'headers'>,
  settings: Pick<Settings, 'auth' | 'publicUrl'>,
): Promise<ServiceResponse | undefined> {
  const base = 'http://localhost';
  const { pathname } = URL.canParse(url, base) ? new URL(url, base) : { pathname: '' };
  const address = pathname === '/' ? pathname : pathname.replace(/\/$/, '');
  const isHead = method === 'HEAD';
  if (address === '/assets/signIn.json') {
    const headers = { ...everywhere, 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
    return isHead ? { status: 200, headers } : { status: 200, headers, body: JSON.stringify(signInSettings(settings)) };
  }
  const connection = await connectionOf(address, settings.publicUrl, method);
  if (connection !== undefined) return { ...connection, headers: { ...everywhere, ...connection.headers } };
  table ??= await readTable();
  // A report the model does not have: the page says so itself.
  const isUnknownReport = !table.has(address) && /^\/reports\/[^/]+$/.test(address);
  const found = table.get(isUnknownReport ? '/reports' : address);
  if (found === undefined) return undefined;
  const kept = headersOf(found, settings);
  const known = splitList(headers.get('if-none-match') ?? '');
  const isKnown = known.includes(kept.ETag) || known.includes('*');
  if (isKnown && !isUnknownReport) return { status: 304, headers: kept };
  const answer = { ...kept, 'Content-Type': found.type };
  const status = isUnknownReport ? 404 : 200;
  return isHead ? { status, headers: answer } : { status, headers: answer, body: await contentOf(found) };
}
