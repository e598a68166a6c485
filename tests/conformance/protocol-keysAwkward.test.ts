// OData URL Conventions 4.01, 4.3.1 Canonical URL and 2 URL Components (percent-encoding):
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_URLComponents
import { batchPath } from '../support/batch.ts';
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { newId, reports, setPath } from '../support/reports.ts';
import { isNight } from '../support/sampled.ts';

const json = { 'Content-Type': 'application/json' };
const set = setPath.slice('/v1.0/'.length);
const literal = (id: string): string => encodeURIComponent(`'${id.replaceAll("'", "''")}'`);
const inPath = (id: string): string => `${setPath}(${literal(id)})`;
const byAlias = (id: string): string => `${setPath}(@k)?@k=${literal(id)}`;

/** Every printable ASCII sign, then what looks like an escape, a dot segment or another spelling. */
const signs = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter(
  (sign) => !/[0-9a-z]/i.test(sign),
);
const ids = [
  ...signs,
  '%41',
  '%zz',
  '%C3',
  '%252F',
  'a%',
  '..',
  'a/../b',
  '\u00e9',
  'e\u0301',
  '\u{1f600}',
  '\t',
  "a'/b''c",
];

describeMatrix('awkward keys', (app) => {
  const { post, batch } = {
    ...reports(app),
    batch: async (method: string, url: string, body?: object) => {
      const requests = [{ id: '1', method, url, ...(body && { headers: json, body }) }];
      const answer = await app.fetch(batchPath, { method: 'POST', headers: json, body: JSON.stringify({ requests }) });
      const { responses } = (await answer.json()) as { responses: { status: number; body?: object }[] };
      return responses[0];
    },
  };
  const below = (url: string | null): string => (url ?? '').slice(app.publicUrl.length);
  const put = async (address: string) => await app.fetch(address, { method: 'PUT', headers: json, body: '{}' });

  const writers: Readonly<Record<string, (id: string) => Promise<string>>> = {
    address: async (id) => below((await put(inPath(id))).headers.get('location')),
    alias: async (id) => below((await put(byAlias(id))).headers.get('location')),
    POST: async (id) => below((await post({ id })).headers.get('location')),
    async batch(id) {
      const answer = await batch('PUT', inPath(id), {});
      return [id, answer?.status].join(' ') === `${id} 201` ? inPath(id) : '';
    },
  };

  /** All ids of the set, by next links. */
  async function listed(): Promise<readonly string[]> {
    const found: string[] = [];
    let next: string | undefined = `${setPath}?$select=id`;
    while (next !== undefined) {
      const page = await app.fetch(next, { headers: { Prefer: 'odata.maxpagesize=2' } });
      const { value, '@odata.nextLink': link } = (await page.json()) as {
        value: { id: string }[];
        '@odata.nextLink'?: string;
      };
      found.push(...value.map(({ id }) => id));
      next = link === undefined ? undefined : below(link);
    }
    return found;
  }

  /** Each id is written in one of the ways, another in each place; in all of them at night. */
  const idsOf = (way: number) =>
    ids.filter(
      (_, index) => isNight || (index + Number(app.place === 'in process')) % Object.keys(writers).length === way,
    );
  const ways = Object.entries(writers).map(([name, write], way) => [name, write, way] as const);

  describe.each(ways)('written by %s', (_name, write, way) => {
    test.each(idsOf(way))('%j is the same entity however it is read', async (id) => {
      const location = await write(id);
      const full = { headers: { Accept: 'application/json;odata.metadata=full' } };
      const entity = (await (await app.fetch(location, full)).json()) as Record<string, string>;
      expect(entity).toMatchObject({ id });
      for (const address of [inPath(id), byAlias(id), below(entity['@odata.id'] ?? '')]) {
        expect(await (await app.fetch(address)).json()).toMatchObject({ id });
        expect(await batch('GET', address.slice('/v1.0/'.length))).toMatchObject({ status: 200, body: { id } });
      }
      const referred = await app.fetch(`/v1.0/$entity?$id=${encodeURIComponent(`${set}(${literal(id)})`)}`);
      expect(await referred.json()).toMatchObject({ id });
      expect((await app.fetch(location, { method: 'DELETE' })).status).toBe(204);
    });
  });

  test('all of them are listed, page by page', async () => {
    for (const id of ids) expect((await put(byAlias(id))).status).toBe(201);
    expect([...(await listed())].sort()).toEqual([...ids].sort());
    for (const id of ids) await app.fetch(byAlias(id), { method: 'DELETE' });
  });

  test.each(['%2F', '%2f', '%252F', '%252f'])('a slash written %s is a slash', async (slash) => {
    const id = newId();
    const paths = [`${setPath}('${id}${slash}b')`, `${setPath}/${id}${slash}b`, `${setPath}('${id}${slash}b')/teams`];
    expect((await put(paths[0] ?? '')).status).toBe(201);
    for (const path of paths) {
      expect([path, (await app.fetch(path)).status]).not.toEqual([path, 404]);
      expect((await batch('GET', path))?.status).not.toBe(404);
    }
    expect(await (await app.fetch(byAlias(`${id}/b`))).json()).toMatchObject({ id: `${id}/b` });
  });

  const refused = ['%2F', 'a%2fb', '%25%2F'];
  test.each(refused)('an id may not contain %j as characters', async (id) => {
    await expectError(await post({ id }), 'invalidPropertyValue', { target: 'id', message: /%2F/ });
    for (const method of ['PUT', 'PATCH', 'GET', 'DELETE']) {
      const body = method.startsWith('P') ? { headers: json, body: '{}' } : {};
      const answer = await app.fetch(byAlias(id), { method, ...body });
      await expectError(answer, 'invalidPath', { target: 'id', message: /%2F/ });
    }
    expect(await batch('POST', set, { id })).toMatchObject({ status: 400 });
    const delta = JSON.stringify({ '@context': '#$delta', value: [{ id, teams: 1 }] });
    await expectError(
      await app.fetch(setPath, { method: 'PATCH', headers: json, body: delta }),
      'invalidPropertyValue',
    );
    expect(await listed()).not.toContain(id);
  });

  test.each(["'%'", "'%zz'", "'%C3'", "'%2'"])(
    'what is no escape stands for itself in a batch too: %s',
    async (key) => {
      const id = key.slice(1, -1);
      expect(await batch('PUT', `${set}(${key})`, {})).toMatchObject({ status: 201, body: { id } });
      expect((await app.fetch(byAlias(id), { method: 'DELETE' })).status).toBe(204);
    },
  );
});
