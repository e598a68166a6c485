import path from 'node:path';
import type { Project } from './readProject.ts';
import type { Rule } from './rule.ts';

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages?: Readonly<
    Record<
      string,
      { readonly resolved?: string; readonly integrity?: string; readonly inBundle?: true; readonly link?: true }
    >
  >;
}

const commands = ['start', 'test', 'token', 'services', 'func', 'build', 'check', 'postman', 'import', 'bench', 'docs'];
const readJson = (project: Project, file: string): unknown => JSON.parse(project.text(file) || '{}');
const manifest = (project: Project): Manifest => readJson(project, 'package.json') as Manifest;

/** The package of the project, and those of folders with packages of their own. */
const filesNamed = ({ paths }: Project, name: string): readonly string[] =>
  paths.filter((file) => path.posix.basename(file) === name);

function inexactVersions(project: Project): readonly string[] {
  return filesNamed(project, 'package.json').flatMap((file) => {
    const { dependencies, devDependencies } = readJson(project, file) as Manifest;
    return Object.entries({ ...dependencies, ...devDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${file} asks for ${name} ${version}, not for an exact version`);
  });
}

function lockFile(project: Project): readonly string[] {
  return filesNamed(project, 'package-lock.json').flatMap((file) => {
    const { packages = {} } = readJson(project, file) as Lock;
    return Object.entries(packages).flatMap(([name, { resolved, integrity, inBundle, link }]) => {
      const isOwn = (folder: string): boolean => folder === '' || project.paths.includes(`${folder}/package.json`);
      // The folder itself, and its workspaces, which npm links to.
      if (isOwn(name) || (link === true && resolved !== undefined && isOwn(resolved))) return [];
      if (resolved !== undefined) return `${file} has a download address for ${name}`;
      return integrity === undefined && inBundle !== true ? `${file} has no integrity for ${name}` : [];
    });
  });
}

function missingCommands(project: Project): readonly string[] {
  const { scripts = {} } = manifest(project);
  return commands.filter((name) => scripts[name] === undefined).map((name) => `package.json lacks the script ${name}`);
}

const documents = /^(?:[^/]+\.md|docs\/.*\.md|\.ci\/run)$/;

/** Commands named in the texts of the project, `npm start` and `npm test` included. */
function unknownCommands(project: Project): readonly string[] {
  const { scripts = {} } = manifest(project);
  return project.paths
    .filter((file) => documents.test(file) && file !== 'CHANGELOG.md')
    .flatMap((file) => {
      const named = project.text(file).matchAll(/\bnpm (?:run (?:--silent )?([a-z:-]+)|(start|test)\b)/g);
      return [...named].flatMap(([, run, short]) => {
        const name = run ?? short ?? '';
        return scripts[name] === undefined ? `${file} names npm run ${name}, which package.json does not have` : [];
      });
    });
}

function undocumentedCommands(project: Project): readonly string[] {
  const text = project.text('AGENTS.md');
  return Object.keys(manifest(project).scripts ?? {})
    .filter((name) => !new RegExp(`npm (?:run (?:--silent )?)?${name}\\b`).test(text))
    .map((name) => `AGENTS.md does not say what npm run ${name} does`);
}

/** What the worker of Azure Functions hands every app; it is in no registry. */
const ofThePlatform: ReadonlySet<string> = new Set(['@azure/functions-core']);

/** What is deployed must not lean on what is not. */
function developmentDependencies(project: Project): readonly string[] {
  const { dependencies = {} } = manifest(project);
  const deployed = project.modules.filter(({ path: file }) => /^(?:functions|shared|web)\//.test(file));
  const used = deployed.flatMap(({ imports }) =>
    imports.filter(({ target, isFile }) => !isFile && !target.startsWith('node:')).map(({ target }) => target),
  );
  return [
    ...[...new Set(used)]
      .filter((name) => dependencies[name] === undefined && !ofThePlatform.has(name))
      .map((name) => `${name} is used but no dependency`),
    ...Object.keys(dependencies)
      .filter((name) => !used.includes(name))
      .map((name) => `${name} is a dependency but used neither in functions/ nor in shared/ nor in web/`),
  ];
}

/** The files that are loaded with a file, that itself included, and where each package is named that they need. */
function packagesNeeded({ modules }: Project, entries: readonly string[]): ReadonlyMap<string, string> {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const seen = new Set<string>();
  const needed = new Map<string, string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { target, isFile, isType } of byPath.get(file)?.imports ?? []) {
      if (isType || target.startsWith('node:')) continue;
      if (isFile) visit(target);
      else needed.set(target, file);
    }
  };
  entries.forEach(visit);
  return needed;
}

/** Most commands do without the test tools, which are installed with the first command that needs them. */
function needlessTools(project: Project): readonly string[] {
  const { scripts = {}, dependencies, devDependencies } = manifest(project);
  const [, list = ''] = /withTools = new Set\(\[([^\]]*)\]/.exec(project.text('local/bootstrap.mjs')) ?? [];
  const commandsWithout = Object.keys(scripts).filter((name) => !list.includes(`'${name}'`));
  const entries = [...commandsWithout.map((name) => `local/${name}.ts`), 'local/host/hostProcess.ts'];
  const own = new Set([...Object.keys({ ...dependencies, ...devDependencies }), ...ofThePlatform]);
  return [...packagesNeeded(project, entries)]
    .filter(([name]) => !own.has(name))
    .map(([name, file]) => `${file} needs ${name}, which package.json does not name`);
}

/** package.json, its lock file, and the commands the texts promise. */
export const packageRules: readonly Rule[] = [
  {
    title: 'every version in package.json is exact',
    check: inexactVersions,
    bad: { 'tests/clients/package.json': '{ "dependencies": { "jose": "^6.0.0" } }' },
    finding: /^tests\/clients\/package.json asks for jose \^6.0.0/,
  },
  {
    title: 'lock files hold an integrity for every package and no download address',
    check: lockFile,
    bad: {
      'package-lock.json':
        '{ "packages": { "": {}, "node_modules/a": { "integrity": "sha512-x", "resolved": "https://a.example/" }, "node_modules/b": {} } }',
    },
    finding: /address for node_modules\/a\n.*no integrity for node_modules\/b/,
  },
  {
    title: 'package.json has every command of the contract',
    check: missingCommands,
    bad: { 'package.json': '{ "scripts": { "start": "x", "test": "x" } }' },
    finding: /lacks the script token\n/,
  },
  {
    title: 'every command the documents name exists',
    check: unknownCommands,
    bad: { 'docs/guide.md': 'First `npm run --silent conjure -- x`.\n' },
    finding: /^docs\/guide.md names npm run conjure/,
  },
  {
    title: 'AGENTS.md says what every command does',
    check: undocumentedCommands,
    bad: { 'AGENTS.md': '`npm start`\n' },
    finding: /AGENTS.md does not say what npm run token does/,
  },
  {
    title: 'what functions/, shared/ and web/ import is a dependency, and the dependencies are just that',
    check: developmentDependencies,
    bad: { 'functions/main.ts': "import 'left-pad';\n" },
    finding: /left-pad is used but no dependency/,
  },
  {
    title: 'commands that are not listed with the test tools need nothing but what package.json names itself',
    check: needlessTools,
    bad: {
      'local/bootstrap.mjs': "const withTools = new Set(['test', 'check']);\n",
      'local/token.ts': "/** Prints a token. */\nimport './process/print.ts';\n",
      'local/process/print.ts': "/** Prints. */\nimport 'jest';\n",
      'local/check.ts': "/** Checks. */\nimport 'eslint';\n",
    },
    finding: /^local\/process\/print.ts needs jest, which package.json does not name$/,
  },
];
