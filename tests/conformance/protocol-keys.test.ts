// OData URL Conventions 4.01, 4.3.1 Canonical URL and 5.3 Parameter Aliases; Protocol 4.01, 4.1 Entity-Ids, 4.2 edit URLs:
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_AddressingEntities
// https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_EntityIdsandEntityReferences
import fc from 'fast-check';
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { newId, reports, setPath } from '../support/reports.ts';
import { anyCharacter } from '../support/anyCharacter.ts';

const json = { 'Content-Type': 'application/json' };

/** The address of an id by parameter alias, which carries every id. */
const byAlias = (id: string): string => `${setPath}(@k)?@k=${encodeURIComponent(`'${id.replaceAll("'", "''")}'`)}`;
/** The address of an id in parentheses. */
const inPath = (id: string): string => `${setPath}(${encodeURIComponent(`'${id.replaceAll("'", "''")}'`)})`;

/** What the platform decodes before it arrives, or no path may hold. */
// eslint-disable-next-line no-control-regex -- control characters are the point
const needsAlias = /[/\\%#?\u0000-\u001f\u007f-\u009f]|^\.\.?$/;

const ids: readonly string[] = [
  '/',
  'a/b',
  '\\',
  '%',
  '%252F',
  '%25',
  '#',
  'a#b',
  '?',
  'a?b=c',
  "'",
  "O''Neil",
  "'('')'",
  '"',
  ' ',
  ' leading and trailing ',
  'plus+and%2Bplus',
  '&a=1&$top=1',
  ';,:@=!$*~',
  '()',
  "x')/teams",
  '[{|}]^`<>',
  '.',
  '..',
  '...',
  '../../admin',
  '-',
  'é',
  'e\u0301',
  'straße ÄÖÜ',
  '日本語',
  '\u{1f642}\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  '\u202egnp.exe',
  '\ufeff',
  '\uffff',
  '\u2028',
  '\u00a0',
  '\u0000',
  '\u0001\n\r\t',
  '\u007f\u0085',
  '$count',
  '$metadata',
  'delta',
  'null',
  'constructor',
  '__proto__',
  '5',
  'A'.repeat(255),
  '日'.repeat(255),
  '/'.repeat(80),
];

describeMatrix('keys', (app) => {
  const { post } = reports(app);

  /** The way of one id through PUT, GET, PATCH and DELETE; every link is followed as it was given. */
  async function roundTrip(id: string): Promise<void> {
    const alias = byAlias(id);
    const created = await app.fetch(alias, { method: 'PUT', headers: json, body: '{"teams":1}' });
    expect([id, created.status]).toEqual([id, 201]);
    const follow = (url: string | null): string => {
      expect(url?.startsWith(`${app.publicUrl}/v1.0/`)).toBe(true);
      return (url ?? '').slice(app.publicUrl.length);
    };
    const location = follow(created.headers.get('location'));
    expect(follow(created.headers.get('odata-entityid'))).toBe(location);
    expect(location).toBe(needsAlias.test(id) ? alias : inPath(id));

    const full = { headers: { Accept: 'application/json;odata.metadata=full' } };
    const entity = (await (await app.fetch(location, full)).json()) as Record<string, unknown>;
    expect(entity).toMatchObject({ id, teams: 1 });
    expect((await (await app.fetch(follow(entity['@odata.id'] as string))).json()) as object).toMatchObject({ id });
    const edit = `/v1.0/${entity['@odata.editLink'] as string}`;
    const minimal = { ...json, Prefer: 'return=minimal' };
    const patched = await app.fetch(edit, { method: 'PATCH', headers: minimal, body: '{"teams":2}' });
    expect(patched.status).toBe(204);
    expect(await (await app.fetch(location)).json()).toMatchObject({ id, teams: 2 });
    if (!needsAlias.test(id)) {
      expect(await (await app.fetch(inPath(id))).json()).toMatchObject({ id, teams: 2 });
    }
    expect((await app.fetch(location, { method: 'DELETE' })).status).toBe(204);
    expect((await app.fetch(alias)).status).toBe(404);
  }

  test.each(ids)('%j', async (id) => {
    await roundTrip(id);
  });

  test('any other', async () => {
    const anyId = fc
      .oneof(
        fc.string({ minLength: 1, maxLength: 40, unit: anyCharacter }),
        fc.string({
          minLength: 1,
          maxLength: 40,
          unit: fc.constantFrom(...Array.from('/\\%#?\'" +&=;()$@.é\u{1f642}a0\u0000\u007f')),
        }),
      )
      .filter((id) => id.length <= 60 && !/%2f/i.test(id));
    await fc.assert(fc.asyncProperty(anyId, roundTrip), { numRuns: app.place === 'in process' ? 150 : 40 });
  });

  test.each(['x', "O'Neil", 'a b', 'é', '\u{1f642}', '-', '5', 'a(b', 'A'.repeat(255), "'"])(
    '%j as a segment of the path',
    async (id) => {
      const path = `${setPath}/${encodeURIComponent(id)}`;
      const created = await app.fetch(path, { method: 'PUT', headers: json, body: '{}' });
      expect(created.status).toBe(201);
      expect(await (await app.fetch(inPath(id))).json()).toMatchObject({ id });
      expect((await app.fetch(path, { method: 'DELETE' })).status).toBe(204);
    },
  );

  test('a slash between quotes is read, though it should be encoded', async () => {
    const path = `${setPath}('a/b')`;
    expect((await app.fetch(path, { method: 'PUT', headers: json, body: '{}' })).status).toBe(201);
    expect(await (await app.fetch(byAlias('a/b'))).json()).toMatchObject({ id: 'a/b' });
    await app.fetch(path, { method: 'DELETE' });
  });

  test('a create with such an id answers the same links', async () => {
    const id = `${newId()}/?#%\\`;
    const response = await post({ id });
    expect(response.headers.get('location')).toBe(app.publicUrl + byAlias(id));
  });

  test('nothing is decoded twice', async () => {
    const id = `${newId()}%2527`;
    await app.fetch(byAlias(id), { method: 'PUT', headers: json, body: '{}' });
    for (const other of [id.replace('%25', '%'), id.replace('%2527', "'")]) {
      await expectError(await app.fetch(byAlias(other)), 'Request_ResourceNotFound');
    }
    await app.fetch(byAlias(id), { method: 'DELETE' });
  });

  test('ids that look alike are different', async () => {
    const base = newId();
    const alike = ['a', 'A', 'é', 'e\u0301', 'a ', ' a', 'a\u200d', '０', '0', '\uff0f', '/', 'ﬀ', 'ff'].map(
      (x) => base + x,
    );
    for (const [teams, id] of alike.entries()) {
      const body = JSON.stringify({ teams });
      expect((await app.fetch(byAlias(id), { method: 'PATCH', headers: json, body })).status).toBe(201);
    }
    for (const [teams, id] of alike.entries()) {
      expect(await (await app.fetch(byAlias(id))).json()).toMatchObject({ id, teams });
    }
  });

  test.each([0, 256, 1000])('an id of %d units is 400', async (length) => {
    const id = 'x'.repeat(length);
    for (const path of [byAlias(id), inPath(id)]) {
      const message = new RegExp(`1 to 255.*${length}`);
      const response = await app.fetch(path, { method: 'PUT', headers: json, body: '{}' });
      await expectError(response, 'invalidPath', { target: 'id', message });
    }
  });
});
