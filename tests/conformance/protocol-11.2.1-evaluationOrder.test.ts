/**
 * OData Protocol 4.01, 11.2.1 System Query Options: the order in which they are evaluated, how their names may be written,
 * and what is done with those the service does not have; 11.2.5.3 $compute; Data Aggregation 4.0, 3 $apply.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_SystemQueryOptions
 */
import { describeAnswers } from '../support/describeAnswers.ts';
import { exampleReports, reportSet as set } from '../support/exampleReports.ts';
import { expectError } from '../support/expectError.ts';
import { reading } from '../support/reading.ts';
import { storeRows } from '../support/storeRows.ts';

const none = { Accept: 'application/json;odata.metadata=none' };

describeAnswers('system query options', (app) => {
  const { get, ids, json, query } = reading(app);
  beforeAll(async () => {
    await storeRows(app, set, exampleReports);
  });
  const values = async (target: string): Promise<unknown> => (await json(target, none)).value;

  describe('are evaluated in the order of the standard, however they are written', () => {
    const options = [
      '$apply=filter(office365 ne null)',
      '$compute=office365 mul 2 as double',
      '$filter=double ge 20',
      '$search=NOT 180',
      '$count=true',
      '$orderby=double desc,id desc',
      '$skip=1',
      '$top=1',
      '$select=id,double',
    ];

    test.each([
      ['forward', options],
      ['backward', [...options].reverse()],
    ])('%s', async (_name, written) => {
      expect(await json(`${set}?${written.join('&')}`, none)).toEqual({
        '@odata.count': 3,
        value: [{ id: 'b', double: 40 }],
      });
    });

    test.each([
      ['$filter=office365 ge 20&$top=1&$orderby=id desc', 'd'],
      ['$top=2&$skip=1&$orderby=id', 'bc'],
      ['$top=1&$search=30', 'c'],
      // The condition is about the rows before $skip and $top take a part of them.
      ["$skip=1&$filter=reportPeriod eq '7'&$orderby=id", 'b'],
    ])('%s', async (options_, expected) => {
      expect(await ids(`${set}?${options_}`)).toEqual(Array.from(expected));
    });
  });

  describe('names', () => {
    test.each([
      'filter=teams eq 3&orderby=id desc&top=1&select=id',
      '$FILTER=teams EQ 3&$OrderBy=id DESC&$TOP=1&$Select=id',
      'Filter=teams Eq 3&ORDERBY=id Desc&Top=1&sElEcT=id',
      "$filter=CONTAINS(id,'f') AND NOT (teams IN (1,2))&$select=id",
    ])('in any case, with or without the dollar sign: %s', async (options) => {
      expect(await values(`${set}?${options}`)).toEqual([{ id: 'f' }]);
    });

    test.each(['$top=1&$top=1', '$top=1&top=1', '$top=1&$TOP=1', '$filter=true&Filter=true'])(
      'never twice: %s',
      async (options) => {
        await expectError(await get(`${set}?${options}`), 'invalidQueryOption', { message: /more than once/ });
      },
    );
  });

  describe('that are unknown or have no meaning here are 400', () => {
    test.each([
      [set, '$unknown=1'],
      [set, '$filters=true'],
      [set, '$id=x'],
      [set, '$levels=1'],
      [`${set}('a')`, '$filter=true'],
      [`${set}('a')`, '$count=true'],
      [`${set}('a')/teams`, '$select=teams'],
      [`${set}('a')/teams/$value`, '$top=1'],
      ['', '$filter=true'],
      ['$metadata', '$top=1'],
      ['reports', '$orderby=id'],
    ])('%s?%s', async (target, option) => {
      await expectError(await get(`${target}?${option}`), 'invalidQueryOption');
    });
  });

  describe('that OData has and the service has not are 501 (9.3.1)', () => {
    test.each([
      `${set}?$apply=topcount(1,teams)`,
      `${set}?$apply=concat(identity,identity)`,
      `${set}?$apply=groupby((rollup(reportDate,reportPeriod)))`,
      `${set}?$filter=matchesPattern(id,'a')`,
      `${set}?$filter=$root/${set}('a')/teams eq 3`,
      `${set}?$at=2026-01-01`,
      `${set}?$schemaversion=1.0`,
      `${set}?$index=0`,
      `${set}('a')?$schemaversion=*`,
      `${set}/$each`,
      '$all',
      `$crossjoin(${set},office365ActiveUserDetail)`,
    ])('%s', async (target) => {
      await expectError(await get(target), 'notSupported', { message: /valid OData but not supported/ });
    });
  });

  test('custom options are ignored, also where their names look alike', async () => {
    expect(await ids(`${set}?custom=1&filterx=true&x-$top=1&$orderby=id`)).toEqual(Array.from('abcdef'));
  });

  describe('$compute (11.2.5.3)', () => {
    test.each([
      [
        '$compute=office365 add exchange as sum&$select=id,sum&$top=2&$orderby=id',
        [
          { id: 'a', sum: 14 },
          { id: 'b', sum: null },
        ],
      ],
      ['$compute=teams divby 2 as half&$filter=half gt 4&$select=half', [{ half: 4.5 }]],
      [
        "$compute=concat(id,'!') as loud,length(loud) as size&$filter=id eq 'c'&$select=loud,size",
        [{ loud: 'c!', size: 2 }],
      ],
      ['$compute=year(reportDate) as year&$orderby=year,id&$select=id&$top=3', [{ id: 'd' }, { id: 'f' }, { id: 'e' }]],
      ['$compute=teams gt 0 as some&$filter=some&$orderby=id&$select=id', [{ id: 'a' }, { id: 'b' }, { id: 'f' }]],
    ])('%s', async (options, expected) => {
      expect(await values(`${set}?${options}`)).toEqual(expected);
    });

    test('without $select it stands behind the properties, with its type', async () => {
      const { value } = await json(`${set}?$compute=office365 add 1 as more&$filter=id eq 'a'`);
      expect(Object.keys(value[0] ?? {}).slice(-3)).toEqual(['reportPeriod', 'more@odata.type', 'more']);
      const entity = await json<Record<string, unknown>>(`${set}('a')?$compute=office365 add 1 as more&$select=more`);
      expect(entity).toMatchObject({ 'more@odata.type': '#Int64', more: 11 });
    });

    test.each(['teams', 'teams add 1 as teams', 'nothing as x', 'teams as 1', ''])(
      '$compute=%s is 400',
      async (compute) => {
        await expectError(await get(`${set}?$compute=${compute}`), 'invalidQueryOption', { target: '$compute' });
      },
    );
  });

  describe('$apply', () => {
    test.each([
      ['aggregate($count as rows)', [{ rows: 6 }]],
      [
        'aggregate(office365 with sum as sum,office365 with min as min,office365 with max as max)',
        [{ sum: 79, min: -1, max: 30 }],
      ],
      ['aggregate(teams with average as mean,teams with countdistinct as kinds)', [{ mean: 3.75, kinds: 3 }]],
      [
        "filter(reportPeriod ne '')/groupby((reportPeriod),aggregate($count as rows))&$orderby=reportPeriod",
        [{ reportPeriod: null, rows: 1 }].concat([
          { reportPeriod: '180', rows: 1 } as never,
          { reportPeriod: '30', rows: 1 } as never,
          { reportPeriod: '7', rows: 2 } as never,
        ]),
      ],
      ['groupby((office365))&$filter=office365 gt 10&$orderby=office365 desc', [{ office365: 30 }, { office365: 20 }]],
      [
        'compute(office365 mul 2 as double)/aggregate(double with max as most)/compute(most add 1 as more)',
        [{ most: 60, more: 61 }],
      ],
      ["filter(id eq 'nobody')/aggregate($count as rows,teams with sum as sum)", [{ rows: 0, sum: null }]],
      ["filter(id eq 'nobody')/groupby((teams))", []],
    ])('%s', async (apply, expected) => {
      expect(await values(`${set}?$apply=${apply}`)).toEqual(expected);
    });

    test('its rows have a context of their own and no entity tags', async () => {
      expect(
        await json(`${set}?$apply=groupby((reportPeriod),aggregate($count as rows))&$top=1&$orderby=rows desc`),
      ).toEqual({
        '@odata.context': `${app.publicUrl}/v1.0/$metadata#${set}(reportPeriod,rows)`,
        value: [
          {
            '@odata.id': null,
            reportPeriod: '7',
            'rows@odata.type': expect.stringMatching(/^#(?:Decimal|Int64)$/),
            rows: 2,
          },
        ],
      });
    });

    test.each([
      'aggregate(nothing with sum as x)',
      'groupby(())',
      'filter(teams)',
      'aggregate(id with sum as x)',
      'filter(',
      'x()',
    ])('$apply=%s is 400', async (apply) => {
      expect((await get(`${set}?$apply=${apply}`)).status).toBe(400);
    });
  });

  describe('in the body of a POST to /$query (URL Conventions 4.01, 4.17)', () => {
    test('mean the same as in the URL, and both are one query', async () => {
      const response = await query(set, '$filter=office365 ge @n&$orderby=id desc&@n=20');
      expect(response.headers.get('content-type')).toBe('application/json');
      expect(await response.json()).toEqual(await json(`${set}?$filter=office365 ge 20&$orderby=id desc`));
      const both = await app.fetch(`/v1.0/${set}/$query?$top=1`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain;charset=utf-8', ...none },
        body: '$orderby=id%20desc&$select=id',
      });
      expect(await both.json()).toEqual({ value: [{ id: 'f' }] });
    });

    test('may be longer than a URL can be', async () => {
      const long = `$filter=id in ('a',${Array.from({ length: 900 }, (_, n) => `'${n}'`).join(',')})&$select=id`;
      expect(await (await query(set, long, none)).json()).toEqual({ value: [{ id: 'a' }] });
    });

    test('not twice, not as anything but text, not by another method', async () => {
      const path = `/v1.0/${set}/$query`;
      const post = async (type: string, body = '$top=1', target = path) =>
        await app.fetch(target, { method: 'POST', headers: { 'Content-Type': type }, body });
      await expectError(await post('text/plain', '$top=1', `${path}?$top=1`), 'invalidQueryOption', { target: '$top' });
      await expectError(await post('application/json'), 'unsupportedMediaType', { target: 'Content-Type' });
      await expectError(await post('text/plain', '$filter=nothing'), 'invalidFilterClause', { target: '$filter' });
      const got = await app.fetch(path);
      await expectError(got, 'methodNotAllowed');
      expect(got.headers.get('allow')).toMatch(/POST/);
    });
  });
});
