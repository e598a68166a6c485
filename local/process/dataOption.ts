import path from 'node:path';
import { projectPaths } from '../projectPaths.ts';

/**
 * What a command in another terminal needs to find what runs with this data folder: nothing for `.local` of this checkout. A
 * folder that LOCAL_DATA names is told too, which that terminal need not have.
 */
export function dataOption(dataDir: string): string {
  return path.resolve(dataDir) === path.join(projectPaths.root, '.local')
    ? ''
    : ` -- --data '${path.resolve(dataDir)}'`;
}
