import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileTree } from '../../local/docs/fileTree.ts';

const scripts = ['start', 'test', 'token', 'services', 'func', 'build', 'check', 'postman', 'import', 'bench', 'docs'];

/** A small checkout in which every rule of the house holds. */
const files: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    scripts: Object.fromEntries(scripts.map((name) => [name, 'node local/bootstrap.mjs'])),
    dependencies: { '@azure/identity': '4.14.1' },
  }),
  'package-lock.json': '{ "packages": { "": {}, "node_modules/@azure/identity": { "integrity": "sha512-x" } } }',
  'AGENTS.md': scripts.map((name) => `- \`npm run ${name}\`\n`).join(''),
  'README.md': 'Run `npm start`; see [the rooms](docs/architecture.md).\n',
  'docs/architecture.md': `# Architecture
## Rooms
| Room | May import | Libraries | For |
|---|---|---|---|
| \`shared/errors\` | | | |
| \`shared/model\` | | | |
| \`functions\` | \`shared/model\` | \`@azure/identity\` (on use) | |
## Files
<!-- files -->
<!-- /files -->
`,
  'shared/errors/failure.ts': '/** A failure. */\nexport class Failure extends Error {}\n',
  'shared/model/model.ts': `/** The model. */
export const model = { properties: { teams: 1, yammer: 2 } };
export type Teams = typeof model;
`,
  'functions/main.ts': `/** The entry. */
import { model } from '../shared/model/model.ts';
export const main = async () => [model, await import('@azure/identity')];
`,
};

/**
 * Writes the sample project, with `changes` in place of its files or beside them, into a folder of its own while `use`
 * runs. The list of files in its docs/architecture.md is that of the unchanged sample.
 */
export function sampleProject<T>(changes: Readonly<Record<string, string>>, use: (root: string) => T): T {
  const root = mkdtempSync(path.join(tmpdir(), 'house-'));
  const write = (all: Readonly<Record<string, string>>): void => {
    for (const [file, text] of Object.entries(all)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
  };
  const architecture = 'docs/architecture.md';
  try {
    write(files);
    write({ [architecture]: fileTree(root, files[architecture] ?? '') });
    write(changes);
    return use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}
