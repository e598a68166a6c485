import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileTree } from './docs/fileTree.ts';
import { projectPaths } from './projectPaths.ts';

/** `npm run docs`: writes the list of files in docs/architecture.md anew from the code. */
export function main(): void {
  const file = path.join(projectPaths.root, 'docs', 'architecture.md');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, fileTree(projectPaths.root, text));
}
