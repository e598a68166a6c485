import { spawn } from 'node:child_process';
import path from 'node:path';
import { projectPaths } from '../projectPaths.ts';

/**
 * Runs a program of an installed package in the project's folder, with the terminal as its own.
 *
 * @param program path below node_modules
 * @returns its exit code
 */
export async function runTool(program: string, args: readonly string[]): Promise<number> {
  const file = path.join(projectPaths.root, 'node_modules', program);
  const child = spawn(process.execPath, [file, ...args], { cwd: projectPaths.root, stdio: 'inherit' });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, pass);
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
