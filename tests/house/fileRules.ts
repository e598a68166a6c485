import path from 'node:path';
import type { Module, Project } from './readProject.ts';
import type { Rule } from './rule.ts';

const longest = 250;
/** Exported values of one file; more of them are more than one thing. */
const mostValues = 8;
const code = /^(?:functions|shared|web|local|tests|bench)\/.*\.(?:ts|mjs|cjs)$/;
/** A folder of more is a list, not a room. */
const mostFiles = 25;
const drawers = /^(?:utils?|utilities|helpers?|common|misc|shared)$/i;

/** The name of a file without folder and extensions. */
const stem = (file: string): string => path.posix.basename(file).split('.', 1)[0] ?? '';

/** Class `ODataError` lives in odataError.ts: an acronym at the beginning loses its capitals in a file name. */
const isNamed = (file: string, name: string): boolean => stem(file).toLowerCase() === name.toLowerCase();

/** A command of the project, `local/x.ts`, exports what local/bootstrap.mjs calls. */
const isCommand = ({ path: file, exports }: Module): boolean =>
  /^local\/[a-z]+\.ts$/.test(file) && exports.some(({ name }) => name === 'main');

function longFiles(project: Project): readonly string[] {
  return project.paths
    .filter((file) => code.test(file))
    .map((file) => [file, project.text(file).split('\n').length - 1] as const)
    .filter(([, lines]) => lines > longest)
    .map(([file, lines]) => `${file} has ${lines} lines, at most ${longest} are allowed`);
}

function fullFolders(project: Project): readonly string[] {
  const sources = project.paths.filter((file) => /^(?:functions|shared|web|local)\/.*\.(?:ts|mjs|cjs)$/.test(file));
  const folders = sources.map((file) => path.posix.dirname(file));
  return [...new Set(folders)]
    .map((folder) => [folder, folders.filter((other) => other === folder).length] as const)
    .filter(([, files]) => files > mostFiles)
    .map(([folder, files]) => `${folder} has ${files} files, at most ${mostFiles} are allowed`);
}

const words = (name: string): readonly string[] =>
  name.split(/(?=[A-Z])|[^A-Za-z]/).map((word) => word.toLowerCase().replace(/s$/, ''));

/** A file of several values may be named after what they are all about: `encodeKey` and `decodeKey` in key.ts. */
function isSubject(file: string, values: readonly string[]): boolean {
  const subject = new Set(words(stem(file)));
  return values.length > 1 && values.every((name) => words(name).some((word) => subject.has(word)));
}

function mainExports(project: Project): readonly string[] {
  return project.modules.flatMap((module) => {
    const { path: file, exports } = module;
    const values = exports.filter(({ kind }) => kind === 'value').map(({ name }) => name);
    const hasName = exports.some(({ name }) => isNamed(file, name)) || isSubject(file, values);
    if (values.length === 0 || hasName || file.startsWith('tests/') || isCommand(module)) return [];
    return `${file} exports ${values.join(', ')}: the main one is to bear its name, or all the word it is named after`;
  });
}

function fewExports(project: Project): readonly string[] {
  return project.modules
    .filter(({ path: file }) => !file.startsWith('tests/'))
    .map(({ path: file, exports }) => [file, exports.filter(({ kind }) => kind === 'value').length] as const)
    .filter(([, values]) => values > mostValues)
    .map(([file, values]) => `${file} exports ${values} values, at most ${mostValues} are allowed`);
}

function camelCase(project: Project): readonly string[] {
  return project.paths
    .filter((file) => code.test(file) && !/^tests\/clients\/|\.test\.ts$/.test(file))
    .flatMap((file) => {
      const names = [...path.posix.dirname(file).split('/'), stem(file)];
      return names.some((name) => !/^[a-z][A-Za-z0-9]*$/.test(name)) ? `${file} is not in camelCase` : [];
    });
}

function noDrawers(project: Project): readonly string[] {
  return project.paths.filter((file) => {
    const [top = '', ...inner] = file.replace(/\.[^/.]*$/, '').split('/');
    return [...inner, ...(top === 'shared' ? [] : [top])].some((name) => drawers.test(name));
  });
}

/** jest calls the default export of these (jest.config.mjs, globalSetup and globalTeardown). */
const calledByJest = /^tests\/support\/global(?:Setup|Teardown)\.ts$/;

function noDefaultExport(project: Project): readonly string[] {
  return project.modules.flatMap(({ path: file, exports }) =>
    exports.some(({ name }) => name === 'default') && !calledByJest.test(file) ? `${file} has a default export` : [],
  );
}

function noBarrel(project: Project): readonly string[] {
  return project.modules.flatMap(({ path: file, exports }) =>
    exports.some(({ name }) => name === '*') ? `${file} exports all of another file; import from where it is` : [],
  );
}

/** A file that jest or the compiler finds by its name. */
const found = /\.(?:test|nightly|test-d|d)\.ts$/;

/** What may name a file; lock files name packages, and are as long as all others. */
const mayName = /\.(?:ts|mjs|cjs)$|(?<!package-lock)\.json$/;

/** The files that name a file in TypeScript, by its name without a folder. */
function namings(project: Project): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of project.paths.filter((each) => mayName.test(each))) {
    for (const [name] of project.text(file).matchAll(/\w+(?:[.-]\w+)*/g)) {
      if (name.endsWith('.ts')) found.set(name, (found.get(name) ?? new Set()).add(file));
    }
  }
  return found;
}

/** What tests and benchmarks are made of is named by another file: imported, bundled or started. */
function unused(project: Project): readonly string[] {
  const named = namings(project);
  const isNamedByOther = (file: string): boolean =>
    [...(named.get(path.posix.basename(file)) ?? [])].some((other) => other !== file);
  return project.modules
    .map(({ path: file }) => file)
    .filter((file) => /^(?:tests|bench)\//.test(file) && !found.test(file) && !isNamedByOther(file))
    .map((file) => `${file} is used by nothing`);
}

/** How files are cut and named: one main export per file, which the file is named after. */
export const fileRules: readonly Rule[] = [
  {
    title: `no file of code has more than ${longest} lines`,
    check: longFiles,
    bad: { 'tests/long.test.ts': '\n'.repeat(longest + 1) },
    finding: /^tests\/long.test.ts has 251 lines/,
  },
  {
    title: `no folder of sources has more than ${mostFiles} files`,
    check: fullFolders,
    bad: Object.fromEntries(Array.from({ length: mostFiles + 1 }, (_, n) => [`web/view/part${n}.ts`, ''])),
    finding: /^web\/view has 26 files/,
  },
  {
    title: 'a file is named after its main export, or after what all its exports are about',
    check: mainExports,
    bad: {
      'shared/model/weight.ts': '/** Heavy. */\nexport class Mass {}\n',
      'shared/model/weights.ts': 'export const gram = 1;\nexport function kilogram() {}\n',
      'shared/model/kilogram.ts': 'export const kilogramOf = 1;\nexport function toKilograms() {}\n',
    },
    finding: /^.*weight.ts exports Mass: the main.*\n.*weights.ts exports gram, kilogram: the main.*$/,
  },
  {
    title: `no file exports more than ${mostValues} values`,
    check: fewExports,
    bad: {
      'shared/model/one.ts':
        'export const one = 1, two = 2, three = 3, four = 4, five = 5, six = 6, seven = 7, eight = 8, nine = 9;\n',
    },
    finding: /^shared\/model\/one.ts exports 9 values/,
  },
  {
    title: 'files and folders of code are named in camelCase (tests may bear the number of a section)',
    check: camelCase,
    bad: { 'shared/model/read_key.ts': 'export const read_key = 1;\n' },
    finding: /^shared\/model\/read_key.ts is not in camelCase/,
  },
  {
    title: 'no file or folder is a drawer for anything (utils, helpers, common)',
    check: noDrawers,
    bad: { 'tests/helpers/key.ts': 'export const key = 1;\n' },
    finding: /^tests\/helpers\/key.ts/,
  },
  {
    title: 'there are no default exports',
    check: noDefaultExport,
    bad: { 'shared/model/key.ts': 'export default function key() {}\n' },
    finding: /^shared\/model\/key.ts has a default export/,
  },
  {
    title: 'no file hands on all exports of another',
    check: noBarrel,
    bad: { 'shared/model/key.ts': "export * from './model.ts';\n" },
    finding: /^shared\/model\/key.ts exports all/,
  },
  {
    title: 'no file of tests and benchmarks is left that nothing uses',
    check: unused,
    bad: { 'tests/support/lonely.ts': 'export const lonely = 1;\n' },
    finding: /^tests\/support\/lonely.ts is used by nothing$/,
  },
];
