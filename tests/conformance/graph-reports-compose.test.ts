/**
 * What may follow the report functions, which are composable.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_InvokingaFunction
 */
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { storeRows } from '../support/storeRows.ts';

const root = '/v1.0/reports';
const path = `${root}/getOffice365ActiveUserCounts`;
const json = { Accept: 'application/json' };
const row = (refreshed: string | null, day: string | null, period: string, office365: number) => ({
  reportRefreshDate: refreshed,
  office365,
  reportDate: day,
  reportPeriod: period,
});

const rows = [
  row('2022-10-25', '2022-10-19', '7', 1),
  row('2022-10-25', '2022-10-21', '7', 3),
  row('2022-10-25', '2022-10-20', '7', -2),
  row('2022-10-25', '2022-10-19', '30', 4),
  row('2022-10-24', '2022-10-24', '7', 5),
  row('2022-10-26', '2022-10-25', '90', 6),
  row(null, '2022-10-27', '7', 7),
  row(null, '2022-10-27', '180', 8),
];

interface Page {
  readonly '@odata.context': string;
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
  readonly value: readonly { readonly office365: number }[];
}

describeMatrix('composing the report functions', (app) => {
  beforeAll(async () => {
    await storeRows(app, 'office365ActiveUserCounts', rows);
  });

  const read = async (target: string, headers: Record<string, string> = json): Promise<Page> => {
    const response = await app.fetch(target.replaceAll(' ', '%20'), { headers });
    const text = await response.text();
    if (response.status !== 200) throw new Error(text);
    return JSON.parse(text) as Page;
  };
  const numbers = ({ value }: Page): readonly number[] => value.map(({ office365 }) => office365);

  describe('functions compose (Protocol 4.01, 11.5.4; URL Conventions 4.01, 4.5.2)', () => {
    const set = '/v1.0/office365ActiveUserCounts';
    const idOf = async (filter: string): Promise<string> => {
      const { value } = await read(`${set}?$filter=${filter}`);
      return (value[0] as unknown as { id: string }).id;
    };
    const inD7 = 'office365 eq 3';
    const inD30 = 'office365 eq 4';

    test('a key in either form, for GET and HEAD', async () => {
      const id = await idOf(inD7);
      const call = `${path}(period='D7')`;
      const direct = await (await app.fetch(`${set}('${id}')`)).text();
      for (const target of [
        `${call}('${id}')`,
        `${call}/${id}`,
        `${call}(@k)?@k='${id}'`,
        `${call}/microsoft.graph.office365ActiveUserCounts('${id}')`,
        `${call}/microsoft.graph.office365ActiveUserCounts/${id}`,
        `${call}/$filter(office365%20gt%202)('${id}')`,
        `${call}/$filter(office365%20gt%202)/$filter(@f)/${id}?@f=office365%20lt%204`,
      ]) {
        const response = await app.fetch(target);
        expect([target, response.status, await response.text()]).toEqual([target, 200, direct]);
        expect((await app.fetch(target, { method: 'HEAD' })).headers.get('etag')).toBe(response.headers.get('etag'));
      }
      expect(await (await app.fetch(`${call}('${id}')/office365/$value`)).text()).toBe('3');
      expect(await (await app.fetch(`${call}('${id}')/$ref`)).json()).toMatchObject({
        '@odata.id': `${app.publicUrl}${set}('${id}')`,
      });
    });

    test('404 for what is not in the result, and no way to write through it', async () => {
      const [id, other] = [await idOf(inD7), await idOf(inD30)];
      const call = `${path}(period='D7')`;
      for (const target of [
        `${call}('${other}')`,
        `${call}/none`,
        `${call}('${other}')/office365`,
        `${call}('${other}')/$ref`,
        `${call}/$filter(office365%20gt%203)('${id}')`,
        `${path}(period='D180')('${id}')`,
        `${set}/$filter(office365%20gt%203)('${id}')`,
        `${set}/$filter(office365%20gt%203)/${id}/office365/$value`,
      ]) {
        await expectError(await app.fetch(target), 'Request_ResourceNotFound', { target: 'id' });
      }
      for (const target of [`${call}('${id}')`, `${set}/$filter(true)('${id}')`, `${call}/${id}/office365`]) {
        for (const method of ['PATCH', 'PUT', 'DELETE']) {
          const refused = await app.fetch(target, {
            method,
            headers: { 'Content-Type': 'application/json' },
            body: '{"office365":9}',
          });
          expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
        }
      }
      expect(await idOf(inD7)).toBe(id);
    });

    test('of what a segment leaves of a set', async () => {
      const id = await idOf(inD7);
      const direct = await (await app.fetch(`${set}('${id}')`)).text();
      for (const rest of [`('${id}')`, `/${id}`]) {
        expect(await (await app.fetch(`${set}/$filter(office365%20gt%202)${rest}`)).text()).toBe(direct);
      }
    });

    test('/$ref, /$filter and a cast', async () => {
      const call = `${path}(period='D7')`;
      const references = await read(`${call}/$ref`);
      expect(references['@odata.context']).toMatch(/#Collection\(\$ref\)$/);
      const whole = (await read(call)).value as unknown as readonly { id: string }[];
      expect(references.value).toEqual(whole.map(({ id }) => ({ '@odata.id': `${app.publicUrl}${set}('${id}')` })));
      const one = await read(`${call}/$ref?$top=2`, { ...json, Prefer: 'maxpagesize=1' });
      expect((await read((one['@odata.nextLink'] ?? '').slice(app.publicUrl.length))).value).toEqual(
        references.value.slice(1, 2),
      );
      expect(numbers(await read(`${call}/$filter(office365 gt 0)`))).toEqual([3, 1]);
      expect(numbers(await read(`${call}/$filter(office365 gt 0)?$filter=office365 lt 3`))).toEqual([1]);
      expect(numbers(await read(`${call}/microsoft.graph.office365ActiveUserCounts`))).toEqual([3, -2, 1]);
      expect(await (await app.fetch(`${call}/$filter(office365%20gt%200)/$count`)).text()).toBe('2');
    });
  });
});
