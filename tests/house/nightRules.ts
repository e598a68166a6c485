import path from 'node:path';
import type { Project } from './readProject.ts';
import type { Rule } from './rule.ts';

/** What the suite takes of a matrix, and the night whole, is drawn here. */
const sampling = 'tests/support/sampled.ts';
/** What runs at night, and how large. */
const night = 'local/nightly.ts';

/** The files a test imports, as far as they are beside it: also those of tests/clients, which are no modules here. */
function importsIn(project: Project, file: string): readonly string[] {
  return [...project.text(file).matchAll(/^(?:import|\} from) .*?'(\.[^']+)';$/gm)].map(([, target = '']) =>
    path.posix.join(path.posix.dirname(file), target),
  );
}

/** The files that take samples, themselves or by what they import. */
function sampledFiles(project: Project): ReadonlySet<string> {
  const importers = new Map<string, string[]>();
  for (const file of project.paths.filter((each) => /^tests\/.*\.[cm]?[jt]s$/.test(each))) {
    for (const target of importsIn(project, file)) {
      const known = importers.get(target) ?? [];
      known.push(file);
      importers.set(target, known);
    }
  }
  const found = new Set([sampling]);
  // A set that grows while it is walked is walked to its end.
  for (const file of found) for (const importer of importers.get(file) ?? []) found.add(importer);
  return found;
}

const isTest = (file: string): boolean => /^tests\/.*\.(?:test|nightly)\.ts$/.test(file);
const listedIn = (project: Project): readonly string[] =>
  [...project.text(night).matchAll(/'(tests\/[^']+)'/g)].map(([, name = '']) => name);
const sizesIn = (project: Project): readonly string[] =>
  [...project.text(night).matchAll(/^ +([A-Z_]+): '/gm)].map(([, name = '']) => name);

/** The tests of the project that the list of the night does not name. */
function unlisted(project: Project): readonly string[] {
  const listed = listedIn(project);
  return project.paths.filter((file) => isTest(file) && !listed.some((name) => file.startsWith(name)));
}

const reads = (project: Project, file: string, size: string): boolean =>
  project.text(file).includes(`process.env['${size}']`);

function neverWhole(project: Project): readonly string[] {
  const [sampled, sizes] = [sampledFiles(project), sizesIn(project)];
  return unlisted(project)
    .filter((file) => sampled.has(file) || sizes.some((size) => reads(project, file, size)))
    .map((file) => `${file} takes samples, and npm run nightly does not do it whole`);
}

function neverRun(project: Project): readonly string[] {
  return unlisted(project)
    .filter((file) => file.endsWith('.nightly.ts'))
    .map((file) => `${file} is of the night alone, and npm run nightly does not run it`);
}

function ofNothing(project: Project): readonly string[] {
  const tests = project.paths.filter(isTest);
  const listed = listedIn(project);
  return [
    ...listed.filter((name) => !tests.some((file) => file.startsWith(name))).map((name) => `${name} names no test`),
    ...listed.filter((name, at) => listed.indexOf(name) !== at).map((name) => `${name} is named twice`),
    ...sizesIn(project)
      .filter((size) => !project.paths.some((file) => file.startsWith('tests/') && reads(project, file, size)))
      .map((size) => `${size} is read by no test`),
  ].map((finding) => `${night}: ${finding}`);
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
  {
    title: 'a test whose size is that of the night is in its list',
    check: neverWhole,
    bad: {
      'local/nightly.ts': "const sizes = {\n  SOME_RUNS: '1000',\n};\n",
      'tests/unit/some.test.ts': "test.each([Number(process.env['SOME_RUNS'] ?? 1)]);\n",
    },
    finding: /^tests\/unit\/some.test.ts takes samples/,
  },
  {
    title: 'a test of the night alone is in its list',
    check: neverRun,
    bad: { 'tests/unit/some.nightly.ts': "test('some', () => expect(1).toBe(1));\n" },
    finding: /^tests\/unit\/some.nightly.ts is of the night alone/,
  },
  {
    title: 'what the night names are tests, each once, and sizes that tests read',
    check: ofNothing,
    bad: { 'local/nightly.ts': "const sizes = {\n  SOME_RUN: '1000',\n};\nconst tests = ['tests/unit/gone'];\n" },
    finding: /tests\/unit\/gone names no test\n.*SOME_RUN is read by no test/,
  },
];
