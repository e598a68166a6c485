// OData JSON Format 4.01, 3.1 Controlling the Amount of Control Information, 4.5 Payload Ordering, 4.6 Control Information:
// https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ControllingtheAmountofControlInforma
// https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ControlInformation
import { office365ActiveUserCounts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { describeAnswers } from '../support/describeAnswers.ts';
import { documentedBody, emptyProperties, newDay, newId, reports, setPath } from '../support/reports.ts';

/** The properties whose type JSON itself does not tell, with the names of their types. */
const annotated = new Map(
  Object.entries(office365ActiveUserCounts.properties).flatMap(([name, { type }]) =>
    type === 'Edm.String' ? [] : [[name, type.replace('Edm.', '#')] as const],
  ),
);
const documentedOrder = ['id', ...Object.keys(documentedBody).slice(1)];

describeAnswers('control information', (app) => {
  const { post, patch, put, get, store } = reports(app);

  /** Members of every kind of answer that shows an entity. */
  async function entities(headers: Record<string, string>): Promise<readonly Record<string, unknown>[]> {
    const { id } = await store();
    const answers = [
      await get(id, headers),
      await patch(id, { teams: 6 }, headers),
      await put(id, documentedBody, headers),
      await patch(newId(), documentedBody, headers),
      await post({ ...documentedBody, reportDate: newDay() }, headers),
    ];
    return await Promise.all(answers.map(async (answer) => (await answer.json()) as Record<string, unknown>));
  }

  test('the declaration has the documented order', () => {
    expect(['id', ...Object.keys(office365ActiveUserCounts.properties)]).toEqual(documentedOrder);
  });

  test('none: the properties alone', async () => {
    for (const entity of await entities({ Accept: 'application/json;odata.metadata=none' })) {
      expect(Object.keys(entity)).toEqual(documentedOrder);
    }
  });

  test.each([undefined, 'application/json', 'application/json;odata.metadata=minimal', '*/*', 'application/*'])(
    'minimal is the default: context first, then the entity tag, then the properties in order (%s)',
    async (accept) => {
      for (const entity of await entities(accept === undefined ? {} : { Accept: accept })) {
        expect(Object.keys(entity)).toEqual(['@odata.context', '@odata.etag', ...documentedOrder]);
        expect(entity['@odata.context']).toBe(`${app.publicUrl}/v1.0/$metadata#office365ActiveUserCounts/$entity`);
      }
    },
  );

  test('full: types, id and edit link as well, annotations right before their property', async () => {
    for (const entity of await entities({ Accept: 'application/json;odata.metadata=full' })) {
      const expected = documentedOrder.flatMap((name) => {
        const type = annotated.get(name);
        return type === undefined ? [name] : [`${name}@odata.type`, name];
      });
      const names = ['@odata.context', '@odata.type', '@odata.id', '@odata.etag', '@odata.editLink', ...expected];
      expect(Object.keys(entity)).toEqual(names);
      expect(entity).toMatchObject({
        '@odata.type': '#microsoft.graph.office365ActiveUserCounts',
        '@odata.id': `${app.publicUrl}${setPath}('${String(entity['id'])}')`,
        '@odata.editLink': `office365ActiveUserCounts('${String(entity['id'])}')`,
        'teams@odata.type': '#Int64',
        'reportDate@odata.type': '#Date',
      });
      // Relative links are relative to the context (4.6.1), and lead to the entity.
      const link = new URL(String(entity['@odata.editLink']), String(entity['@odata.context']));
      expect(link.href).toBe(entity['@odata.id']);
      expect((await app.fetch(link.pathname)).status).toBe(200);
    }
  });

  test('4.01 has the short names at every level', async () => {
    const headers = { 'OData-MaxVersion': '4.01' };
    for (const [level, names] of [
      ['none', []],
      ['minimal', ['@context', '@etag']],
      ['full', ['@context', '@type', '@id', '@etag', '@editLink']],
    ] as const) {
      for (const parameter of ['metadata', 'odata.metadata']) {
        for (const entity of await entities({ ...headers, Accept: `application/json;${parameter}=${level}` })) {
          expect(Object.keys(entity).filter((name) => name.startsWith('@'))).toEqual(names);
          expect(Object.keys(entity).filter((name) => /^\w+$/.test(name))).toEqual(documentedOrder);
        }
      }
    }
  });

  test('nulls are never left out unasked', async () => {
    const { id } = await store({});
    for (const level of ['none', 'minimal', 'full']) {
      const response = await get(id, { Accept: `application/json;odata.metadata=${level}` });
      expect(response.headers.has('preference-applied')).toBe(false);
      expect(await response.json()).toMatchObject({ id, ...emptyProperties });
    }
  });

  test('properties in any order are answered in documented order', async () => {
    const body = { ...documentedBody, reportDate: newDay() };
    const reversed = Object.fromEntries(Object.entries(body).slice(1).reverse());
    const entity = (await (await post(reversed)).json()) as object;
    expect(Object.keys(entity).slice(2)).toEqual(documentedOrder);
  });

  test('streaming is tolerated and changes nothing', async () => {
    const { id, text } = await store();
    for (const streaming of ['true', 'false']) {
      expect(await (await get(id, { Accept: `application/json;odata.streaming=${streaming}` })).text()).toBe(text);
    }
  });
});
