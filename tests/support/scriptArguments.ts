import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';

/** What Node.js is called with by a script of package.json: its options, then the file and arguments, files absolute. */
export function scriptArguments(name: string): string[] {
  const file = path.join(projectPaths.root, 'package.json');
  const { scripts } = JSON.parse(readFileSync(file, 'utf8')) as { readonly scripts: Readonly<Record<string, string>> };
  const [program, ...args] = scripts[name]?.split(' ') ?? [];
  if (program !== 'node') throw new Error(`The script ${name} does not call node.`);
  return args.map((arg) => (arg.startsWith('local/') ? path.join(projectPaths.root, arg) : arg));
}
