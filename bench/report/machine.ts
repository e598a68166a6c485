import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';

const shown = ['@azure/data-tables', '@azure/functions', 'ajv', 'azurite', 'fastify', 'jose', 'autocannon'];

function installed(name: string): string {
  const file = path.join(projectPaths.root, 'node_modules', name, 'package.json');
  return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
}

/** When, on what and with which versions something was measured, in one line. */
export function machine(): string {
  const [cpu] = cpus();
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, ${cpus().length} cores of ${cpu?.model.trim() ?? 'unknown'}, ${memory}, load ${load}; Node.js ${process.version}, ${shown.map(installed).join(', ')}`;
}
