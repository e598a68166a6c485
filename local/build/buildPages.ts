import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { model } from '../../shared/model/model.ts';
import type { PageFile } from '../../shared/service/servePage.ts';
import { projectPaths } from '../projectPaths.ts';
import { reports } from '../../shared/model/reports.ts';
import { feedSteps } from './feedSteps.ts';
import { listReports } from './listReports.ts';

/** The pages by their addresses; each is a file of markup. */
const pages: Readonly<Record<string, string>> = {
  '/': 'page',
  '/reports': 'page',
  '/coverage': 'page',
  ...Object.fromEntries(listReports(model).map(({ set }) => [`/reports/${set}`, 'page'])),
  '/docs': 'docs',
};
/** Scripts and styles of the pages. */
const entryPoints = ['page.ts', 'style.css', 'docs.ts', 'docs.css'];
const source = path.join(projectPaths.root, 'web');
const icon = 'icon.svg';
/** What the pages are made of; their licences go with them. */
const libraries = ['@azure/msal-browser', 'd3-array', 'd3-scale', 'd3-shape', 'd3-time'];

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

const digestOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, 22);

/** Bundles scripts and styles; every name has the digest of its content. Returns what became of each source. */
async function bundle(outDir: string): Promise<ReadonlyMap<string, string>> {
  const { metafile } = await build({
    entryPoints: entryPoints.map((name) => path.join(source, name)),
    outdir: outDir,
    absWorkingDir: source,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    legalComments: 'external',
    metafile: true,
    logLevel: 'warning',
  });
  return new Map(
    Object.entries(metafile.outputs).map(([file, { entryPoint }]) => {
      const name = path.basename(file);
      return [entryPoint ?? name, name];
    }),
  );
}

/**
 * Makes the folder of the pages: their files, `feeds.json` for the files of Excel, and `files.json`, the table of what is served. Nothing in it is read at a
 * cold start.
 */
export async function buildPages(outDir: string): Promise<void> {
  await mkdir(outDir, { recursive: true });
  const made = new Map(await bundle(outDir));
  const contents = new Map<string, string | Uint8Array>([
    [icon, await readFile(path.join(source, icon))],
    ['reports.json', JSON.stringify(listReports(model))],
  ]);
  for (const [name, content] of contents) {
    const { name: stem, ext } = path.parse(name);
    const file = `${stem}-${digestOf(content)}${ext}`;
    made.set(name, file);
    await writeFile(path.join(outDir, file), content);
  }

  const table: Record<string, PageFile> = {};
  const list = (address: string, file: string, content: string | Uint8Array): void => {
    const type = mediaTypes[path.extname(file)];
    if (type !== undefined) table[address] = { file, type, digest: digestOf(content) };
  };
  for (const file of made.values()) list(`/assets/${file}`, file, await readFile(path.join(outDir, file)));
  for (const name of new Set(Object.values(pages))) {
    const file = `${name}.html`;
    const markup = await readFile(path.join(source, file), 'utf8');
    const linked = markup.replace(/(href|src)="([\w.]+)"/g, (whole, attribute: string, target: string) => {
      const asset = made.get(target);
      return asset === undefined ? whole : `${attribute}="/assets/${asset}"`;
    });
    await writeFile(path.join(outDir, file), linked);
    for (const [address, page] of Object.entries(pages)) if (page === name) list(address, file, linked);
  }
  for (const name of libraries) {
    const licence = path.join(projectPaths.root, 'node_modules', name, 'LICENSE');
    await copyFile(licence, path.join(outDir, `${path.basename(name)}.LICENSE.txt`));
  }
  await writeFile(path.join(outDir, 'files.json'), JSON.stringify(table));
  await writeFile(path.join(outDir, 'feeds.json'), JSON.stringify(feedSteps(reports)));
}
