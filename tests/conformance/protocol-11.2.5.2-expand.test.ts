/**
 * OData Protocol 4.01, 11.2.5.2 System Query Option $expand: the singleton reports, whose navigation properties are the
 * entity sets; and any, all and $count over them (URL Conventions 4.01, 5.1.1.13 and 4.8).
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_SystemQueryOptionexpand
 */
import { model } from '../../shared/model/model.ts';
import { singletonSets } from '../../shared/bind/bound/qualifiedName.ts';
import { describeAnswers } from '../support/describeAnswers.ts';
import { exampleReports, reportSet as set } from '../support/exampleReports.ts';
import { expectError } from '../support/expectError.ts';
import { reading } from '../support/reading.ts';
import { storeRows } from '../support/storeRows.ts';

type Singleton = Readonly<Record<string, unknown>>;
const detail = 'office365ActiveUserDetail';

describeAnswers('$expand', (app) => {
  const { get, json, pages, query } = reading(app);
  beforeAll(async () => {
    await storeRows(app, set, exampleReports);
    await storeRows(app, detail, [{ id: 'u' }]);
  });
  const read = async (options: string, headers?: Record<string, string>): Promise<Singleton> =>
    await json<Singleton>(`reports?${options}`, headers);
  const idsOf = (body: Singleton, name = set): readonly unknown[] =>
    (body[name] as readonly { readonly id: string }[]).map(({ id }) => id);

  test('the singleton by itself', async () => {
    expect(await json('reports')).toEqual({
      '@odata.context': `${app.publicUrl}/v1.0/$metadata#reports`,
      id: 'reports',
    });
  });

  test('its key, which $select and $compute know', async () => {
    expect(await read('$select=id')).toEqual({
      '@odata.context': `${app.publicUrl}/v1.0/$metadata#reports(id)`,
      id: 'reports',
    });
    expect(await read("$compute=concat(id,'!') as loud&$select=loud")).toMatchObject({ loud: 'reports!' });
    expect(await read(`$select=${set}`)).not.toHaveProperty('id');
  });

  test('full metadata has its type, its id and a link for each entity set', async () => {
    const body = await json<Singleton>('reports', { Accept: 'application/json;odata.metadata=full' });
    expect(body).toMatchObject({
      '@odata.type': '#microsoft.graph.reportRoot',
      '@odata.id': `${app.publicUrl}/v1.0/reports`,
      [`${set}@odata.navigationLink`]: `reports/${set}`,
    });
    for (const { name } of singletonSets(model)) expect(body).toHaveProperty([`${name}@odata.navigationLink`]);
  });

  test('an entity set has the rows it has on its own, with their entity tags', async () => {
    const body = await read(`$expand=${set}`);
    expect(Object.keys(body)).toEqual(['@odata.context', 'id', set]);
    expect(body[set]).toEqual((await json(set)).value);
    expect(body['@odata.context']).toBe(`${app.publicUrl}/v1.0/$metadata#reports(${set}())`);
  });

  test('with the type of its entities behind it', async () => {
    const cast = `${set}/microsoft.graph.${set}`;
    expect(idsOf(await read(`$expand=${cast}($filter=teams eq 9)`))).toEqual(['b']);
    expect(await read(`$expand=${cast}/$ref($filter=teams eq 9)`)).toMatchObject({ [set]: [{}] });
    await expectError(await get(`reports?$expand=${set}/microsoft.graph.${detail}`), 'invalidQueryOption');
  });

  test('several sets, and * for all of them', async () => {
    const body = await read(`$expand=${set},${detail}($select=id)`);
    expect(idsOf(body, detail)).toEqual(['u']);
    expect(body['@odata.context']).toBe(`${app.publicUrl}/v1.0/$metadata#reports(${set}(),${detail}(id))`);
    const all = await read('$expand=*');
    expect(Object.keys(all)).toEqual(['@odata.context', 'id', ...singletonSets(model).map(({ name }) => name)]);
    expect(Object.keys(await read('$expand=*($levels=1)'))).toEqual(Object.keys(all));
    expect(await read(`$expand=*/$ref`)).toMatchObject({
      [detail]: [{ '@odata.id': `${app.publicUrl}/v1.0/${detail}('u')` }],
    });
  });

  describe('options in parentheses', () => {
    test.each([
      ['$filter=office365 ge 20;$orderby=id desc', 'dcb'],
      ['$orderby=office365 desc,id;$skip=1;$top=2', 'bc'],
      ['$search=180', 'd'],
      ['$top=0', ''],
      ['$filter=teams eq @t;@t=9', 'b'],
      ['$levels=1;$orderby=id;$top=1', 'a'],
      ['$levels=max;$orderby=id;$top=1', 'a'],
      ['$compute=office365 add 1 as more;$filter=more gt 20;$orderby=more desc,id', 'dbc'],
    ])('%s', async (options, expected) => {
      expect(idsOf(await read(`$expand=${set}(${options})`))).toEqual(Array.from(expected));
    });

    test('an alias of the whole request', async () => {
      expect(idsOf(await read(`$expand=${set}($filter=teams eq @t;$orderby=id)&@t=3`))).toEqual(Array.from('af'));
    });

    test('$select and $compute shape the rows', async () => {
      const body = await read(`$expand=${set}($compute=office365 add 1 as more;$select=id,more;$orderby=id;$top=1)`);
      expect(body[set]).toMatchObject([{ id: 'a', more: 11 }]);
      expect(body['@odata.context']).toBe(`${app.publicUrl}/v1.0/$metadata#reports(${set}(id,more))`);
    });

    test('$count', async () => {
      const body = await read(`$expand=${set}($count=true;$filter=office365 ge 20;$top=1)`);
      expect(body).toMatchObject({ [`${set}@odata.count`]: 3, [set]: [{}] });
      const counted = await read(`$expand=${set}/$count($filter=office365 ge 20)`, { 'OData-MaxVersion': '4.01' });
      expect(counted).toMatchObject({ [`${set}@count`]: 3 });
      expect(counted).not.toHaveProperty([set]);
    });

    test('/$ref gives references', async () => {
      const body = await read(`$expand=${set}/$ref($filter=teams eq 9)`);
      expect(body[set]).toEqual([{ '@odata.id': `${app.publicUrl}/v1.0/${set}('b')` }]);
    });
  });

  test('an expanded set is paged, and its next link leads through the rest (JSON Format 4.01, 4.6.12)', async () => {
    const options = `$expand=${set}($count=true;$filter=office365 ne null;$orderby=id;$select=id)`;
    const body = await read(options, { Prefer: 'maxpagesize=2' });
    expect(idsOf(body)).toEqual(['a', 'b']);
    expect(body[`${set}@odata.count`]).toBe(5);
    const rest = await pages(String(body[`${set}@odata.nextLink`]));
    expect(rest.map(({ value }) => value.map(({ id }) => id))).toEqual([['c', 'd'], ['f']]);
    expect(rest.map((page) => page['@odata.count'])).toEqual([5, 5]);
    const limited = await read(`$expand=${set}($orderby=id;$top=2)`, { Prefer: 'maxpagesize=2' });
    expect(limited).not.toHaveProperty([`${set}@odata.nextLink`]);
  });

  test.each([
    [`${set}/$ref`, '', '/$ref?'],
    [`${set}/$ref($filter=teams ge 0;$count=true)`, '', '/$ref?'],
    [`*/$ref`, '', '/$ref?'],
    [set, '&$format=application/json;IEEE754Compatible=true', 'IEEE754Compatible'],
    [`${set}/$ref`, '&$format=json&client=excel', 'client=excel'],
    [`${set}($filter=teams ge @p)`, '&@p=0&client=excel', '@p=0'],
    [`${set}($filter=teams ge @p;@p=0)`, '&$format=application/json;odata.metadata=full', 'odata.metadata=full'],
  ])('what the request says outside the item survives in its next link: %s%s', async (item, others, kept) => {
    const link = `${set}@odata.nextLink`;
    const first = await json<Record<string, unknown>>(`reports?$expand=${item}${others}`, { Prefer: 'maxpagesize=2' });
    const page = first[set] as readonly Record<string, unknown>[];
    expect(first[link]).toContain(kept);
    const following = await pages(String(first[link]), { Prefer: 'maxpagesize=2' });
    const all = [...page, ...following.flatMap(({ value }) => value)];
    const whole = await json<Record<string, unknown>>(`reports?$expand=${item}${others}`);
    expect(all).toEqual(whole[set]);
  });

  test('any, all and $count over the entity sets', async () => {
    const compute = [
      `${set}/any() as some`,
      `${set}/any(r:r/teams eq 9) as nine`,
      `${set}/any(r:r/teams eq 10) as ten`,
      `${set}/all(r:r/id ne 'z') as noZ`,
      `${set}/all(r:r/teams ge 0) as known`,
      `office365GroupsActivityCounts/any() as groups`,
      `office365GroupsActivityCounts/all(r:false) as none`,
      `${set}/$count as total`,
      `${set}/$count($filter=office365 ge 20) as many`,
      `${set}/$count($search=180) as found`,
      `${set}/$filter(teams eq 3)/$count as three`,
    ];
    const names = compute.map((item) => item.split(' as ')[1]).join(',');
    const body = await read(`$compute=${compute.join(',')}&$select=${names}`, {
      Accept: 'application/json;odata.metadata=none',
    });
    expect(body).toEqual({
      some: true,
      nine: true,
      ten: false,
      noZ: true,
      known: false,
      groups: false,
      none: true,
      total: 6,
      many: 3,
      found: 1,
      three: 2,
    });
  });

  test('any and all over a collection of values', async () => {
    await storeRows(app, detail, [
      { id: 'p', assignedProducts: ['x', 'y'] },
      { id: 'q', assignedProducts: ['x'] },
    ]);
    const found = async (filter: string) =>
      (await json(`${detail}?$filter=${filter}&$orderby=id`)).value.map(({ id }) => id);
    expect(await found("assignedProducts/any(p:p eq 'y')")).toEqual(['p']);
    expect(await found("assignedProducts/all(p:p eq 'x')")).toEqual(['q', 'u']);
    expect(await found('assignedProducts/any()')).toEqual(['p', 'q']);
    expect(await found('assignedProducts/$count gt 1')).toEqual(['p']);
    expect(await found('assignedProducts/$count($search=y) eq 1')).toEqual(['p']);
    expect(await found("assignedProducts/$count($filter=$this eq 'x') eq 1")).toEqual(['p', 'q']);
    expect(await found("assignedProducts/$filter($this eq 'y')/$count eq 1")).toEqual(['p']);
  });

  test('collections of values are compared whole', async () => {
    await storeRows(app, detail, [{ id: 'xy', assignedProducts: ['x', 'y'] }]);
    const found = async (filter: string) => (await json(`${detail}?$filter=${filter}`)).value.map(({ id }) => id);
    expect(await found("assignedProducts eq ['x','y'] and id eq 'xy'")).toEqual(['xy']);
    expect(await found("assignedProducts ne ['x','y'] and id eq 'xy'")).toEqual([]);
    expect(await found("assignedProducts eq ['y','x'] and id eq 'xy'")).toEqual([]);
  });

  test('options in the body of a POST to reports/$query', async () => {
    const response = await query('reports', `$expand=${set}($filter=teams eq 9)`);
    expect([response.status, idsOf((await response.json()) as Singleton)]).toEqual([200, ['b']]);
  });

  test.each([
    '$expand=nothing',
    `$expand=${set},${set}`,
    `$expand=${set}($levels=2)`,
    `$expand=${set}($levels=0)`,
    `$expand=${set}($top=1;$top=2)`,
    `$expand=${set}($format=json)`,
    `$expand=${set}($filter=nothing eq 1)`,
    `$expand=${set}($expand=nothing)`,
    `$expand=${set}/$value`,
    `$expand=${set}/$ref($select=id)`,
    `$expand=${set}/$count($top=1)`,
    '$filter=true',
    '$top=1',
  ])('reports?%s is 400', async (options) => {
    const response = await get(`reports?${options}`);
    expect(response.status).toBe(400);
  });

  test.each([
    `$expand=${set}($filter=$it/${set}/$count eq 6)`,
    `$expand=${set}($orderby=$it/${set}/any())`,
    `$compute=${set}/any(r:$it/${detail}/any()) as x`,
    `$compute=${set}/any(r:${detail}/any()) as x`,
    `$expand=${set}($filter=$root/${set}('a')/teams eq teams)`,
  ])('reports?%s is valid and not there: 501', async (options) => {
    await expectError(await get(`reports?${options}`), 'notSupported');
  });

  test('entities have no navigation properties: * expands nothing, a name is 400', async () => {
    expect(await json(`${set}('a')?$expand=*`)).toEqual(await json(`${set}('a')`));
    await expectError(await get(`${set}?$expand=parent`), 'invalidQueryOption', { target: '$expand', message: /none/ });
  });
});
