/**
 * OData JSON Format 4.01, 7.1 Primitive Value, 9.7 and 24 (conformance): INF, -INF and NaN as values of Edm.Decimal are of
 * 4.01; 4.0 has them for floating-point numbers only.
 * https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_PrimitiveValue
 */
import { describeAnswers } from '../support/describeAnswers.ts';
import { exampleReports, reportSet as set } from '../support/exampleReports.ts';
import { expectError } from '../support/expectError.ts';
import { escaped, reading } from '../support/reading.ts';
import { storeRows } from '../support/storeRows.ts';

describeAnswers('decimals that are not finite', (app) => {
  const { get, json, text } = reading(app);
  beforeAll(async () => {
    await storeRows(app, set, exampleReports);
  });
  const v401 = { 'OData-MaxVersion': '4.01' };

  const targets = [
    `${set}?$compute=teams divby 0 as q`,
    `${set}('a')?$compute=teams divby 0 as q&$select=q`,
    `${set}('c')?$compute=teams divby 0 as q`,
    `${set}?$filter=id eq 'a'&$compute=-teams divby 0 as q`,
    `${set}?$filter=id eq 'a'&$compute=[1.5,teams divby 0] as q`,
    `${set}?$apply=compute(teams divby 0 as q)/groupby((q))`,
    `${set}?$apply=compute(teams divby 0 as q)/aggregate(q with max as most)`,
    `reports?$expand=${set}($compute=teams divby 0 as q)`,
  ];
  test.each(targets)('in 4.0 they are 400, before anything is answered: %s', async (target) => {
    for (const headers of [{}, { 'OData-MaxVersion': '4.0' }, { Accept: 'application/json;IEEE754Compatible=true' }]) {
      await expectError(await get(target, headers), 'invalidQueryOption', {
        message: /'(?:q|most)' is (?:INF|-INF|NaN), .*4\.01.*Edm\.Double/,
      });
    }
    expect((await app.fetch(`/v1.0/${escaped(target)}`, { method: 'HEAD' })).status).toBe(400);
    expect(await text(target, v401)).toMatch(/"(?:q|most)":(?:\[1\.5,)?"(?:INF|-INF|NaN)"/);
  });

  test('doubles have them in both versions', async () => {
    for (const headers of [{}, v401]) {
      const body = await json(
        `${set}?$filter=id eq 'a'&$compute=cast(teams,Edm.Double) divby 0 as q&$select=q`,
        headers,
      );
      expect(body.value).toMatchObject([{ q: 'INF' }]);
    }
  });

  test('they can be calculated with, as long as none is shown', async () => {
    const { value } = await json(`${set}?$filter=teams divby 0 gt 5&$select=id&$orderby=id`);
    expect(value.map(({ id }) => id)).toEqual(['a', 'b', 'f']);
  });

  const files = [
    `${set}?$filter=id eq 'a'&$compute=teams divby 0 as q&$select=q`,
    `${set}?$compute=teams divby 0 as q`,
    `reports/get${set.charAt(0).toUpperCase()}${set.slice(1)}(period='D7')?$compute=teams divby 0 as q`,
  ];
  test.each(files)('a file in CSV has them in 4.01, and is 400 in 4.0 before it begins: %s', async (target) => {
    expect(await text(target, { ...v401, Accept: 'text/csv' })).toMatch(/INF/);
    await expectError(await get(target, { Accept: 'text/csv' }), 'invalidQueryOption', {
      message: /'q' is (?:-?INF|NaN)/,
    });
    for (const [headers, status] of [
      [{ Accept: 'text/csv' }, 400],
      [{ ...v401, Accept: 'text/csv' }, 200],
    ] as const) {
      const head = await app.fetch(`/v1.0/${escaped(target)}`, { method: 'HEAD', headers });
      expect([head.status, await head.text()]).toEqual([status, '']);
    }
  });
});
