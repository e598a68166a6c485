import { spawn } from 'node:child_process';
import path from 'node:path';
import { projectPaths } from '../projectPaths.ts';

/**
 * Runs a program of an installed package in the project's folder, with the terminal as its own.
 *
 * @param program path below node_modules
 * @param isHeld keeps what it prints until it ends, so that two programs at a time do not print into each other's lines
 * @param nodeOptions of Node.js itself
 * @returns its exit code
 */
export async function runTool(
  program: string,
  args: readonly string[],
  isHeld = false,
  nodeOptions: readonly string[] = [],
): Promise<number> {
  const file = path.join(projectPaths.root, 'node_modules', program);
  const output = isHeld ? 'pipe' : 'inherit';
  const child = spawn(process.execPath, [...nodeOptions, file, ...args], {
    cwd: projectPaths.root,
    stdio: ['inherit', output, output],
  });
  const held: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => held.push(chunk));
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, pass);
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      process.stdout.write(Buffer.concat(held));
      resolve(code ?? 1);
    });
  });
}
