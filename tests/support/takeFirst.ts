import { closeSync, openSync } from 'node:fs';
import path from 'node:path';

/** Takes the first of these names that no other process has taken; the folder remembers it by an empty file. */
export function takeFirst(folder: string, names: readonly string[]): string {
  for (const name of names) {
    try {
      closeSync(openSync(path.join(folder, name), 'wx'));
      return name;
    } catch {
      // Another test file was first.
    }
  }
  throw new Error('More test files than names to take: raise their number in httpRun.ts');
}
