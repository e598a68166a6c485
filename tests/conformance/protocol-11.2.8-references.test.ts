/**
 * OData Protocol 4.01, 11.2.8 Requesting Entity References, 11.2.9 Resolving an Entity-Id, 11.2.7 Requesting Related
 * Entities; JSON Format 4.01, 14 Entity Reference.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_RequestingEntityReferences
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ResolvinganEntityId
 */
import { describeAnswers } from '../support/describeAnswers.ts';
import { exampleReports, reportSet as set } from '../support/exampleReports.ts';
import { expectError } from '../support/expectError.ts';
import { reading } from '../support/reading.ts';
import { storeRows } from '../support/storeRows.ts';

describeAnswers('references', (app) => {
  const { get, json, pages, text } = reading(app);
  const slash = 'a/b\\c%';
  beforeAll(async () => {
    await storeRows(app, set, [...exampleReports, { id: slash }]);
  });
  const idOf = (key: string): string => `${app.publicUrl}/v1.0/${set}('${key}')`;

  test('of a collection, with its options', async () => {
    expect(await json(`${set}/$ref?$filter=office365 eq 20&$orderby=id desc&$count=true`)).toEqual({
      '@odata.context': `${app.publicUrl}/v1.0/$metadata#Collection($ref)`,
      '@odata.count': 2,
      value: [{ '@odata.id': idOf('c') }, { '@odata.id': idOf('b') }],
    });
    const all = await pages(`${set}/$ref?$orderby=id&$top=3`, { Prefer: 'maxpagesize=2' });
    expect(all.map(({ value }) => value.length)).toEqual([2, 1]);
  });

  test('of one entity', async () => {
    expect(await json(`${set}('a')/$ref`)).toEqual({
      '@odata.context': `${app.publicUrl}/v1.0/$metadata#$ref`,
      '@odata.id': idOf('a'),
    });
    await expectError(await get(`${set}('nobody')/$ref`), 'Request_ResourceNotFound');
  });

  test('without context, and with the names of 4.01', async () => {
    expect(await json(`${set}('a')/$ref`, { Accept: 'application/json;odata.metadata=none' })).toEqual({
      '@odata.id': idOf('a'),
    });
    expect(await json(`${set}('a')/$ref`, { 'OData-MaxVersion': '4.01' })).toEqual({
      '@context': `${app.publicUrl}/v1.0/$metadata#$ref`,
      '@id': idOf('a'),
    });
  });

  test.each(['$select=id', '$expand=*', '$compute=1 as x'])('%s has no meaning for references', async (option) => {
    for (const target of [`${set}/$ref`, `${set}('a')/$ref`]) {
      await expectError(await get(`${target}?${option}`), 'invalidQueryOption', { target: option.split('=')[0] });
    }
  });

  test('lead to their entities, whatever is in the key', async () => {
    const { value } = await json(`${set}/$ref`);
    expect(value).toHaveLength(exampleReports.length + 1);
    for (const reference of value) {
      const id = String(reference['@odata.id']);
      const entity = await text(id);
      expect(await text(`$entity?$id=${encodeURIComponent(id)}`)).toBe(entity);
    }
  });

  test.each([
    (root: string) => `${root}/v1.0/${set}('a')`,
    () => `/v1.0/${set}('a')`,
    () => `${set}('a')`,
    () => `${set}/a`,
    () => `${set}(id='a')`,
    () => `reports/${set}('a')`,
  ])('$entity?$id= takes the id in every form: %s', async (write) => {
    const id = write(app.publicUrl);
    const entity = await text(`${set}('a')`);
    for (const name of ['$id', 'id', '$ID']) expect(await text(`$entity?${name}=${id}`)).toBe(entity);
  });

  test('$entity with the type behind it takes what an entity takes', async () => {
    expect(Object.keys(await json(`$entity/microsoft.graph.${set}?$id=${set}('a')&$select=teams,id`))).toEqual([
      '@odata.context',
      '@odata.etag',
      'teams',
      'id',
    ]);
    expect(await text(`$entity/microsoft.graph.${set}?$id=${set}('a')&$select=id`)).toContain('"id":"a"');
    const etag = (await get(`${set}('a')`)).headers.get('etag') ?? '';
    expect((await get(`$entity?$id=${set}('a')`, { 'If-None-Match': etag })).status).toBe(304);
    expect(await json('$entity?$id=reports')).toEqual(await json('reports'));
  });

  test.each([
    [`$entity?$id=${set}('nobody')`, 'Request_ResourceNotFound'],
    [`$entity?$id=${set}`, 'Request_ResourceNotFound'],
    ['$entity?$id=nothing(1)', 'Request_ResourceNotFound'],
    ["$entity?$id=https://elsewhere.example/v1.0/x('a')", 'invalidQueryOption'],
    ['$entity', 'invalidQueryOption'],
    [`$entity?$id=${set}('a')&$filter=true`, 'invalidQueryOption'],
    [`$entity?$id=${set}('a')&$select=id`, 'invalidQueryOption'],
  ] as const)('%s is refused', async (target, code) => {
    await expectError(await get(target), code);
  });

  test('related entities of the singleton are those of the set, with its links (11.2.7)', async () => {
    const related = await json(`reports/${set}?$filter=teams eq 9`, { Accept: 'application/json;odata.metadata=full' });
    expect(related).toEqual(
      await json(`${set}?$filter=teams eq 9`, { Accept: 'application/json;odata.metadata=full' }),
    );
    expect(await text(`reports/${set}('b')/teams/$value`)).toBe('9');
    expect(await text(`reports/${set}/b`)).toBe(await text(`${set}('b')`));
  });
});
