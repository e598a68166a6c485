import path from 'node:path';
import type { Project } from './readProject.ts';
import type { Rule } from './rule.ts';

/** What the suite takes of a matrix, and the night whole, is drawn here. */
const sampling = 'tests/support/sampled.ts';

/** The files a test imports, as far as they are beside it: also those of tests/clients, which are no modules here. */
function importsIn(project: Project, file: string): readonly string[] {
  return [...project.text(file).matchAll(/^(?:import|\} from) .*?'(\.[^']+)';$/gm)].map(([, target = '']) =>
    path.posix.join(path.posix.dirname(file), target),
  );
}

/** Whether a file takes samples, itself or by what it imports. */
function isSampled(project: Project, file: string, seen: Set<string>): boolean {
  if (file === sampling) return true;
  if (seen.has(file) || !file.startsWith('tests/')) return false;
  seen.add(file);
  return importsIn(project, file).some((target) => isSampled(project, target, seen));
}

function neverWhole(project: Project): readonly string[] {
  const listed = [...project.text('local/nightly.ts').matchAll(/'(tests\/[^']+)'/g)].map(([, name = '']) => name);
  return project.paths
    .filter((file) => file.endsWith('.test.ts') && isSampled(project, file, new Set()))
    .filter((file) => !listed.some((name) => file.startsWith(name)))
    .map((file) => `${file} takes samples, and npm run nightly does not do it whole`);
}

/** What is left out of the suite is done at night. */
export const nightRules: readonly Rule[] = [
  {
    title: 'a test that takes samples is whole at night',
    check: neverWhole,
    bad: {
      'tests/support/sampled.ts': 'export const isNight = false;\n',
      'tests/support/sampledModel.ts':
        "import { isNight } from './sampled.ts';\nexport const sampledModel = isNight;\n",
      'tests/unit/some.test.ts':
        "import { sampledModel } from '../support/sampledModel.ts';\ntest.each([sampledModel]);\n",
    },
    finding: /^tests\/unit\/some.test.ts takes samples/,
  },
];
