import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { columnsDocument, columnsTable } from './docs/columnsDocument.ts';
import { conformanceDocument, type ConformanceData } from './docs/conformanceDocument.ts';
import { fileTree } from './docs/fileTree.ts';
import { reportsDocument } from './docs/reportsDocument.ts';
import { between } from './docs/between.ts';
import { office365ActiveUserCounts } from '../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { reports } from '../shared/model/reports.ts';
import { helpAsked } from './process/helpAsked.ts';
import { projectPaths } from './projectPaths.ts';

const help = {
  usage: 'npm run docs',
  purpose: [
    'Writes the list of files in docs/architecture.md, the table of columns in docs/readers.md, and the whole of',
    'docs/conformance.md, docs/reports.md and docs/columns.md anew.',
  ],
};

/**
 * `npm run docs`: writes the list of files in docs/architecture.md anew from the code, docs/reports.md, docs/columns.md and the table
 * of docs/readers.md from the model, and docs/conformance.md from the clauses beside the tests that show them.
 */
export async function main(args: string[]): Promise<void> {
  if (helpAsked(args, help)) return;
  const inDocs = (name: string): string => path.join(projectPaths.root, 'docs', name);
  const text = readFileSync(inDocs('architecture.md'), 'utf8');
  writeFileSync(inDocs('architecture.md'), fileTree(projectPaths.root, text));
  writeFileSync(inDocs('reports.md'), reportsDocument(reports));
  writeFileSync(inDocs('columns.md'), columnsDocument(reports));
  const readers = readFileSync(inDocs('readers.md'), 'utf8');
  writeFileSync(inDocs('readers.md'), between(readers, 'columns', columnsTable(office365ActiveUserCounts)));
  const clauses = pathToFileURL(path.join(projectPaths.root, 'tests', 'conformance', 'clauses', 'clauseTables.ts'));
  writeFileSync(
    inDocs('conformance.md'),
    conformanceDocument((await tsImport(clauses.href, import.meta.url)) as ConformanceData),
  );
}
