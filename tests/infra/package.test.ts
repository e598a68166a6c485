/** What the three ways of deploying send: azd and the workflow the folder `npm run build` makes, `func` what .funcignore leaves. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { projectPaths } from '../../local/projectPaths.ts';
import { readProject } from '../house/readProject.ts';

const read = (file: string): string => readFileSync(path.join(projectPaths.root, file), 'utf8');

test('azd builds the package and sends it as it is', () => {
  const { main } = JSON.parse(read('package.json')) as { readonly main: string };
  expect(parse(read('azure.yaml'))).toMatchObject({
    // The first that knows what infra/ uses.
    requiredVersions: { azd: '>= 1.18.0' },
    infra: { provider: 'bicep', path: 'infra' },
    services: {
      api: { host: 'function', language: 'ts', project: '.', dist: path.posix.dirname(main), remoteBuild: false },
    },
  });
});

/** The patterns as Azure Functions Core Tools read them: each the beginning of a path, up to the end of a word. */
const patterns = read('.funcignore')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.startsWith('#'));
const ignored = patterns.map((pattern) => {
  const escaped = pattern.replaceAll(/[-[\]/{}()+?.\\^$|]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('**', '(.+)').replaceAll('*', '([^/]+)')}\\b`);
});
const isSent = (file: string): boolean => !ignored.some((pattern) => pattern.test(file));

test('func sends the package and what makes the root a function app', () => {
  const { paths } = readProject(projectPaths.root);
  expect(paths.filter(isSent).toSorted()).toEqual(['LICENSE', 'host.json', 'package.json']);
  const built = ['main.cjs', 'host.json', 'package.json', 'azure-identity.cjs'].map((file) => `dist/package/${file}`);
  expect(built.filter((file) => !isSent(file))).toEqual([]);
  const others = ['dist/package.maps/main.cjs.map', 'dist/local/hostProcess.cjs', 'dist/bench/steps.mjs', 'dist/built'];
  const installed = ['node_modules/jose/package.json', 'node_modules/.bin/jest', 'node_modules/@azure/functions/x.js'];
  expect([...others, ...installed].filter(isSent)).toEqual([]);
});

test('azd may send what is built here, because .funcignore does not leave out node_modules as a folder', () => {
  expect(patterns.filter((pattern) => /^\/?(?:\*\*\/)?node_modules\/?$/.test(pattern))).toEqual([]);
});
