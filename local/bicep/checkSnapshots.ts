import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { comparable } from './comparable.ts';
import { runBicep } from './runBicep.ts';

/** Where a deployment of the snapshots would go; any would do, the names of the resources follow from it. */
const target = [
  ...['--subscription-id', '0d8c9f3e-5a1b-4c7d-8e2f-9b6a4d3c2e1f'],
  ...['--tenant-id', '6e3a1f58-24b7-4d0c-9a61-8c5f0b7d2e94', '--location', 'westeurope'],
];

/** Folders of the project that the Bicep files read. */
const read = ['infra', 'shared/telemetry'];

function differences(file: string, made: string, isWritten: boolean): readonly string[] {
  if (isWritten) {
    writeFileSync(file, made);
    return [];
  }
  if (existsSync(file) && comparable(readFileSync(file, 'utf8')) === made) return [];
  return [
    `${file} is not what the compiler makes now. See what differs: npm run check -- --infra --write, then git diff.`,
  ];
}

/**
 * Makes the snapshots of infra/snapshots anew, beside a copy of infra/, and compares them by their meaning with those that are
 * committed, or writes these.
 *
 * @returns what is wrong
 */
export async function checkSnapshots(compiler: string, root: string, isWritten: boolean): Promise<readonly string[]> {
  const copy = mkdtempSync(path.join(tmpdir(), 'bicep-'));
  const folder = path.join('infra', 'snapshots');
  try {
    for (const each of read) cpSync(path.join(root, each), path.join(copy, each), { recursive: true });
    const files = readdirSync(path.join(copy, folder)).filter((name) => name.endsWith('.bicepparam'));
    const wrong: string[] = [];
    for (const name of files) {
      const snapshot = path.join(folder, name.replace(/bicepparam$/, 'snapshot.json'));
      const args = ['snapshot', path.join(copy, folder, name), '--mode', 'overwrite', ...target];
      const { code, stdout, stderr } = await runBicep(compiler, args);
      if (code !== 0 || stderr.trim() !== '') wrong.push(`${name}: ${stderr.trim() || stdout.trim()}`);
      else {
        const made = comparable(readFileSync(path.join(copy, snapshot), 'utf8'));
        wrong.push(...differences(path.join(root, snapshot), made, isWritten));
      }
    }
    return wrong;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
