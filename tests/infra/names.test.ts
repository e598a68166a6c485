/**
 * What Bicep's compiler says about names, for machines that have none: everything used is declared, modules get the parameters they have and give the
 * outputs they are asked for. Of modules of the public registry, registryModules.json says what those versions have; it was
 * taken from their sources.
 */
import path from 'node:path';
import { bicepFiles, declarationsOf, declared, infraText } from './bicepFiles.ts';
import { readBicep, type BicepDeclaration, type BicepObject } from './readBicep.ts';
import registry from './registryModules.json';

/** What a module can be given and asked for. */
interface Interface {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly outputs: readonly string[];
}

/** Functions of Bicep that infra/ calls. */
const functions = [
  ...['concat', 'deployment', 'empty', 'environment', 'fail', 'loadJsonContent', 'replace', 'resourceGroup', 'split'],
  ...['string', 'subscription', 'tenant', 'toLower', 'trim', 'union', 'uniqueString', 'uri'],
];

const named = (declarations: readonly BicepDeclaration[], kind: string): readonly BicepDeclaration[] =>
  declarations.filter((declaration) => declaration.kind === kind);
const hasDefault = ({ text }: BicepDeclaration): boolean => text.includes('=');

async function interfaceOf(file: string, source: string): Promise<Interface> {
  if (!source.endsWith('.bicep')) {
    const known = (registry as Readonly<Record<string, Interface>>)[source];
    if (known === undefined) throw new Error(`registryModules.json does not know ${source}`);
    return known;
  }
  const declarations = await declarationsOf(path.posix.join(path.posix.dirname(file), source));
  const names = (list: readonly BicepDeclaration[]): readonly string[] => list.map(({ name }) => name);
  const params = named(declarations, 'param');
  return {
    required: names(params.filter((param) => !hasDefault(param))),
    optional: names(params.filter(hasDefault)),
    outputs: names(named(declarations, 'output')),
  };
}

/** What is wrong with the names of one file. */
async function complaints(file: string, text: string): Promise<readonly string[]> {
  const { declarations, references, outputUses } = await readBicep(text);
  const known = new Set([
    ...declarations.filter(({ kind }) => kind !== 'output').map(({ name }) => name),
    ...functions,
  ]);
  const unused = declarations.filter(
    ({ kind, name }) => (kind === 'param' || kind === 'var') && !references.includes(name),
  );
  const found = [
    ...references.filter((name) => !known.has(name)).map((name) => `${name} is not declared`),
    ...unused.map(({ name }) => `${name} is not used`),
  ];
  for (const { name, source, body } of named(declarations, 'module')) {
    const { required, optional, outputs } = await interfaceOf(file, source);
    const given = Object.keys(body['params'] as BicepObject);
    const asked = outputUses.filter(([module]) => module === name).map(([, output]) => output);
    found.push(
      ...given.filter((each) => ![...required, ...optional].includes(each)).map((each) => `${name} takes no ${each}`),
      ...required.filter((each) => !given.includes(each)).map((each) => `${name} needs ${each}`),
      ...asked.filter((each) => !outputs.includes(each)).map((each) => `${name} gives no ${each}`),
    );
  }
  return found;
}

test.each(bicepFiles)('%s uses names that exist', async (file) => {
  expect(await complaints(file, infraText(file))).toEqual([]);
});

test.each([
  ['a registry module that takes no such parameter', 'allowSharedKeyAccess: false', 'allowSharedKey: false'],
  ['a module without one it needs', 'name: hostAccountName\n', ''],
  ['an output that is not there', 'host.outputs.serviceEndpoints', 'host.outputs.endpoints'],
  ['a name nobody declared', 'networkAcls: openNetwork', 'networkAcls: closedNetwork'],
])('the check finds %s', async (_what, from, to) => {
  const file = 'modules/storage.bicep';
  expect(await complaints(file, infraText(file).replace(from, to))).not.toEqual([]);
});

test('no two deployments of a resource group have the same name', async () => {
  const modules = (await Promise.all(bicepFiles.map(declarationsOf))).flatMap((each) => named(each, 'module'));
  const names = modules.map(({ body }) => body['name']);
  expect(new Set(names).size).toBe(names.length);
});

test('modules of the registry are named with their version', async () => {
  const modules = (await Promise.all(bicepFiles.map(declarationsOf))).flatMap((each) => named(each, 'module'));
  const sources = modules.map(({ source }) => source).filter((source) => !source.endsWith('.bicep'));
  expect(sources).not.toEqual([]);
  for (const source of sources) expect(source).toMatch(/^br\/public:avm\/res\/[a-z/-]+:\d+\.\d+\.\d+$/);
  expect(Object.keys(registry).toSorted()).toEqual([...new Set(sources)].toSorted());
});

test('main.parameters.json fills parameters that exist, from variables of the azd environment', async () => {
  const params = named(await declarationsOf('main.bicep'), 'param');
  const { parameters } = JSON.parse(infraText('main.parameters.json')) as {
    readonly parameters: Readonly<Record<string, { readonly value: unknown }>>;
  };
  const names = params.map(({ name }) => name);
  expect(Object.keys(parameters).filter((name) => !names.includes(name))).toEqual([]);
  const required = params.filter((param) => !hasDefault(param)).map(({ name }) => name);
  expect(required.filter((name) => parameters[name] === undefined)).toEqual([]);
  const { settings, ...others } = parameters;
  for (const [name, { value }] of Object.entries(others)) {
    const upper = name.replaceAll(/[A-Z]/g, '_$&').toUpperCase();
    expect([`\${${upper}}`, `\${AZURE_${upper}}`, '${AZURE_ENV_NAME}']).toContain(value);
  }
  const known = Object.keys((await declared('modules/settings.bicep', 'Settings')).body);
  expect(settings?.value).toEqual(Object.fromEntries(known.map((name) => [name, `\${${name}}`])));
});
