/**
 * What may follow the report functions, which are composable.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_InvokingaFunction
 */
import { describeAnswers } from '../support/describeAnswers.ts';
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

describeAnswers('composing the report functions', (app) => {
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
    const inD7 = 'office365 eq 6';
    const notChosen = 'office365 eq 8';
    const call = `${path}(period='D7')`;

    test('a key in either form, for GET and HEAD', async () => {
      const id = await idOf(inD7);
      const direct = await (await app.fetch(`${call}('${id}')`)).json();
      expect(direct).toEqual({
        '@odata.context': `${app.publicUrl}/v1.0/$metadata#microsoft.graph.office365ActiveUserCounts`,
        '@odata.id': null,
        id,
        ...row('2022-10-26', '2022-10-25', '7', 6),
        exchange: null,
        oneDrive: null,
        sharePoint: null,
        skypeForBusiness: null,
        teams: null,
        yammer: null,
      });
      for (const target of [
        `${call}('${id}')`,
        `${call}/${id}`,
        `${call}(@k)?@k='${id}'`,
        `${call}/microsoft.graph.office365ActiveUserCounts('${id}')`,
        `${call}/microsoft.graph.office365ActiveUserCounts/${id}`,
        `${call}/$filter(office365%20gt%202)('${id}')`,
        `${call}/$filter(office365%20gt%202)/$filter(@f)/${id}?@f=office365%20lt%207`,
      ]) {
        const response = await app.fetch(target);
        expect([target, response.status, await response.json()]).toEqual([target, 200, direct]);
        const head = await app.fetch(target, { method: 'HEAD' });
        expect([head.status, response.headers.get('etag'), head.headers.get('etag')]).toEqual([200, null, null]);
      }
      expect(await (await app.fetch(`${call}('${id}')/office365/$value`)).text()).toBe('6');
    });

    test('rows are in no set: no entity tag, the id null, and no references', async () => {
      const id = await idOf(inD7);
      for (const target of [call, `${call}('${id}')`, `${call}?$select=office365`, `${call}('${id}')?$select=teams`]) {
        for (const [version, name] of [
          ['4.0', '@odata.id'],
          ['4.01', '@id'],
        ]) {
          for (const metadata of ['minimal', 'full']) {
            const headers = {
              Accept: `application/json;${version === '4.0' ? 'odata.' : ''}metadata=${metadata}`,
              'OData-MaxVersion': version,
            };
            const text = await (await app.fetch(target, { headers })).text();
            const parsed = JSON.parse(text) as Readonly<Record<string, unknown>>;
            const [shown] = (parsed['value'] ?? [parsed]) as readonly Readonly<Record<string, unknown>>[];
            expect([target, shown?.[name!]]).toEqual([target, null]);
            expect(text).not.toMatch(/etag|editLink|readLink/i);
            const type = shown?.[name!.replace('id', 'type')];
            expect(type).toBe(metadata === 'full' ? '#microsoft.graph.office365ActiveUserCounts' : undefined);
          }
        }
        const none = await (
          await app.fetch(target, { headers: { Accept: 'application/json;odata.metadata=none' } })
        ).text();
        expect(none).not.toContain('@');
      }
      const property = await app.fetch(`${call}('${id}')/office365`);
      expect([property.headers.get('etag'), await property.json()]).toEqual([
        null,
        { '@odata.context': `${app.publicUrl}/v1.0/$metadata#Edm.Int64`, value: 6 },
      ]);
      // What has no version is told whatever version the caller has.
      for (const headers of [{ 'If-None-Match': '*' }, { 'If-None-Match': 'W/"x"' }, { 'If-Match': 'W/"x"' }]) {
        expect((await app.fetch(`${call}('${id}')`, { headers })).status).toBe(200);
      }
      for (const target of [`${call}/$ref`, `${call}('${id}')/$ref`, `${call}/$filter(true)/$ref`]) {
        await expectError(await app.fetch(target), 'notSupported', {
          message: /Read 'office365ActiveUserCounts\/\$ref'/,
        });
      }
    });

    test('404 for what is not in the result, and no way to write through it', async () => {
      const [id, other] = [await idOf(inD7), await idOf(notChosen)];
      for (const target of [
        `${call}('${other}')`,
        `${call}/none`,
        `${call}('${other}')/office365`,
        `${call}/$filter(office365%20gt%206)('${id}')`,
        // The filter is about the view.
        `${call}/$filter(reportPeriod%20eq%20'90')('${id}')`,
        `${set}/$filter(office365%20gt%206)('${id}')`,
        `${set}/$filter(office365%20gt%206)/${id}/office365/$value`,
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

    test('nothing is stored through what a segment leaves of a set', async () => {
      const target = `${set}/$filter(office365%20gt%206)`;
      const count = async () => await (await app.fetch(`${set}/$count`)).text();
      const before = await count();
      for (const [method, body] of [
        ['POST', '{"office365":9}'],
        ['PATCH', '{"@context":"#$delta","value":[{"office365":9}]}'],
      ] as const) {
        const refused = await app.fetch(target, { method, headers: { 'Content-Type': 'application/json' }, body });
        expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
      }
      expect((await app.fetch(target, { method: 'OPTIONS' })).headers.get('allow')).toBe('GET, HEAD, OPTIONS');
      expect(await count()).toBe(before);
    });

    test('of what a segment leaves of a set', async () => {
      const id = await idOf(inD7);
      const direct = await (await app.fetch(`${set}('${id}')`)).text();
      for (const rest of [`('${id}')`, `/${id}`]) {
        expect(await (await app.fetch(`${set}/$filter(office365%20gt%202)${rest}`)).text()).toBe(direct);
      }
    });

    test('/$filter and a cast', async () => {
      expect(numbers(await read(`${call}/$filter(office365 gt 5)`))).toEqual([7, 6]);
      expect(numbers(await read(`${call}/$filter(office365 gt 5)?$filter=office365 lt 7`))).toEqual([6]);
      expect(numbers(await read(`${call}/microsoft.graph.office365ActiveUserCounts`))).toEqual([7, 6, 5, 3]);
      expect(await (await app.fetch(`${call}/$filter(office365%20gt%205)/$count`)).text()).toBe('2');
    });
  });

  describe('a report that is the state of a date is of entities of its set', () => {
    const set = '/v1.0/office365ServicesUserCounts';
    const total = `${root}/getOffice365ServicesUserCounts(period='D7')`;

    test('with their tags and references', async () => {
      const [id = ''] = await storeRows(app, 'office365ServicesUserCounts', [
        { reportRefreshDate: '2022-10-26', reportPeriod: '7', exchangeActive: 5 },
        { reportRefreshDate: '2022-10-25', reportPeriod: '7', exchangeActive: 4 },
      ]);
      const direct = await (await app.fetch(`${set}('${id}')`)).text();
      const response = await app.fetch(`${total}('${id}')`);
      expect([response.headers.get('etag'), await response.text()]).toEqual([expect.stringMatching(/^W\/"/), direct]);
      const page = (await read(total)) as unknown as Readonly<Record<string, unknown>>;
      expect(page['@odata.context']).toBe(`${app.publicUrl}/v1.0/$metadata#office365ServicesUserCounts`);
      const reference = { '@odata.id': `${app.publicUrl}${set}('${id}')` };
      expect(await (await app.fetch(`${total}('${id}')/$ref`)).json()).toMatchObject(reference);
      const references = await read(`${total}/$ref`);
      expect(references['@odata.context']).toMatch(/#Collection\(\$ref\)$/);
      expect(references.value).toEqual([reference]);
    });
  });
});
