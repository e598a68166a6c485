import { readFile } from 'node:fs/promises';
import { projectPaths } from '../projectPaths.ts';

/**
 * The origins whose pages may call the local host: those `given`, separated by commas, else those of local.settings.json,
 * `Host.CORS`, where Core Tools has them too.
 */
export async function corsOrigins(given?: string): Promise<readonly string[]> {
  const { Host } = JSON.parse(await readFile(projectPaths.localSettings, 'utf8')) as {
    readonly Host?: { readonly CORS?: string };
  };
  const list = given ?? Host?.CORS ?? '';
  return list.split(',').flatMap((origin) => (origin.trim() === '' ? [] : [origin.trim()]));
}
