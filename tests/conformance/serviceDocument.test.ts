/**
 * The service document.
 * https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ServiceDocument
 */
import type { MetadataLevel } from '../../shared/headers/negotiateFormat.ts';
import { writeServiceDocument } from '../../shared/represent/metadata/writeServiceDocument.ts';
import { documentedModels } from '../support/documentedModels.ts';

const root = 'https://reports.example/v1.0/';
const model = documentedModels[0]![1];
const read = (version: '4.0' | '4.01', metadata: MetadataLevel): unknown =>
  JSON.parse(writeServiceDocument(model, root, { version, metadata }));

const resources = [
  ...model.map(({ name }) => ({ name, kind: 'EntitySet', url: name })),
  { name: 'reports', kind: 'Singleton', url: 'reports' },
];

test.each([
  ['4.0', '@odata.context'],
  ['4.01', '@context'],
] as const)('in version %s lists sets and singleton below the context %s', (version, context) => {
  const expected = { [context]: `${root}$metadata`, value: resources };
  expect(read(version, 'minimal')).toEqual(expected);
  expect(read(version, 'full')).toEqual(expected);
});

test('begins with the context, which the URLs are relative to', () => {
  expect(Object.keys(read('4.0', 'minimal') as object)[0]).toBe('@odata.context');
});

test.each(['4.0', '4.01'] as const)('has absolute URLs where there is no context, version %s', (version) => {
  const value = resources.map((resource) => ({ ...resource, url: root + resource.url }));
  expect(read(version, 'none')).toEqual({ value });
});

test('lists every entity set of a model', () => {
  const all = documentedModels[1]![1];
  const { value } = JSON.parse(writeServiceDocument(all, root, { version: '4.0', metadata: 'minimal' })) as {
    value: { name: string }[];
  };
  expect(value.map(({ name }) => name)).toEqual([...all.map(({ name }) => name), 'reports']);
});
