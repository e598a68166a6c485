import path from 'node:path';
import { build, type BuildOptions, type OutputFile, type Plugin } from 'esbuild';
import type { EntityType } from '../../shared/edm/entityType.ts';
import { model } from '../../shared/model/model.ts';
import { writeValidator } from '../../shared/validate/writeValidator.ts';

/** The folder of the files, in the package. */
export const typesFolder = 'types';

/** What of a declaration is found by the name of the type, without reading its file: enough to know what a URL addresses. */
const known = [
  'name',
  'service',
  'shape',
  'naturalKey',
  'subject',
  'hasPlaces',
  'indexes',
  'isRegister',
  'isRetired',
  'reportFunction',
];

const split = (type: EntityType, isKnown: boolean): object =>
  Object.fromEntries(Object.entries(type).filter(([member]) => known.includes(member) === isKnown));

/** `require` under another name, so that esbuild leaves the file where it is. */
const reading = `const load = require;\nconst read = (name) => load('./${typesFolder}/' + name + '.cjs');\n`;

/**
 * The model without what is in the files: the members that are missing read the file of their type when they are first used.
 * Beside their names most types are like others, so that what several have is written once.
 */
function modelModule(): string {
  const parts: string[] = [];
  const part = (value: object): number => {
    const text = JSON.stringify(value);
    const at = parts.indexOf(text);
    return at < 0 ? parts.push(text) - 1 : at;
  };
  const types = model.map((type) => {
    const { name, reportFunction, ...own } = split(type, true) as EntityType;
    const { name: called, ...more } = reportFunction ?? { name: '' };
    return [name, part(own), part(Object.keys(split(type, false))), ...(called === '' ? [] : [called, part(more)])];
  });
  return `${reading}
const rest = (type, members) => {
  const { declared } = read(type.name);
  for (const member of members) Object.defineProperty(type, member, { value: declared[member], enumerable: true });
};
const parts = [${parts.join()}];
export const model = ${JSON.stringify(types)}.map(([name, own, members, called, more]) => {
  const type = { name, ...parts[own] };
  if (called) type.reportFunction = { name: called, ...parts[more] };
  for (const member of parts[members]) {
    const get = () => (rest(type, parts[members]), type[member]);
    Object.defineProperty(type, member, { get, enumerable: true, configurable: true });
  }
  return type;
});
`;
}

const validatorModule = `${reading}export const compileValidator = ({ name }) => read(name).validate;\n`;

/** The file of a type. */
const typeModule = (type: EntityType): string =>
  `${writeValidator(type)}\nexport const declared = ${JSON.stringify(split(type, false))};\n`;

/** By the modules of the service whose place they take. */
const modules: readonly (readonly [file: RegExp, contents: () => string])[] = [
  [/[\\/]shared[\\/]model[\\/]model\.ts$/, modelModule],
  [/[\\/]shared[\\/]validate[\\/]compileValidator\.ts$/, () => validatorModule],
];

/**
 * Puts what only requests for one type need into a file of its own for each: its properties with their columns in CSV, its
 * words, and its validator, which ajv compiles here and is not in the package to do. So a cold start reads neither.
 *
 * @param options the build options for these files; nothing is written to disk
 * @returns the plugin, and after the build the files, if the app has the model
 */
export function typesAtBuild(options: BuildOptions): { plugin: Plugin; files: () => Promise<readonly OutputFile[]> } {
  let isUsed = false;
  const plugin: Plugin = {
    name: 'types-at-build',
    setup(build) {
      for (const [filter, contents] of modules)
        build.onLoad({ filter }, () => {
          isUsed = true;
          return { contents: contents(), loader: 'js' };
        });
    },
  };
  const sources: Plugin = {
    name: 'types',
    setup(build) {
      build.onResolve({ filter: /^type:/ }, ({ path: id }) => ({ path: id.slice('type:'.length), namespace: 'type' }));
      build.onLoad({ filter: /^/, namespace: 'type' }, ({ path: name }) => ({
        contents: model
          .filter((type) => type.name === name)
          .map(typeModule)
          .join(''),
        loader: 'js',
      }));
    },
  };
  const files = async (): Promise<readonly OutputFile[]> => {
    if (!isUsed) return [];
    const { outputFiles } = await build({
      ...options,
      entryPoints: model.map(({ name }) => ({ in: `type:${name}`, out: name })),
      outdir: path.resolve(typesFolder),
      outExtension: { '.js': '.cjs' },
      plugins: [sources],
      sourcemap: false,
      legalComments: 'none',
      write: false,
    });
    return outputFiles;
  };
  return { plugin, files };
}
