import { promises } from 'node:fs';
import path from 'node:path';

let digest: Promise<string | undefined> | undefined;

/** By `fs.promises`, which is loaded when it is looked at: `node:fs/promises` would be at each cold start, with a dozen modules. */
async function read(): Promise<string | undefined> {
  try {
    const { build } = JSON.parse(await promises.readFile(path.join(__dirname, 'package.json'), 'utf8')) as {
      readonly build?: unknown;
    };
    return typeof build === 'string' && /^[0-9a-f]{16}$/.test(build) ? build : undefined;
  } catch {
    return undefined;
  }
}

/** The digest that the build wrote into the package.json of the package this file is in; undefined where it runs from sources. */
export function buildDigest(): Promise<string | undefined> {
  return (digest ??= read());
}
