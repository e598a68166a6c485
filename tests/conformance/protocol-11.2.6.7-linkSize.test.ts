/**
 * OData Protocol 4.01, 11.2.6.7 Server-Driven Paging and 11.2.9 $query: links that can be followed, however long the query is.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ServerDrivenPaging
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describeMatrix } from '../support/describeMatrix.ts';
import { exampleReports, reportSet as set } from '../support/exampleReports.ts';
import { expectError } from '../support/expectError.ts';
import { reading, type Page } from '../support/reading.ts';
import { storeRows } from '../support/storeRows.ts';

/** Longest link, in bytes. */
const maxLink = 4000;
const two = { Prefer: 'maxpagesize=2' };

describeMatrix('the size of links', (app) => {
  const { json, query } = reading(app);
  beforeAll(async () => {
    await storeRows(app, set, exampleReports);
  });

  const pageOf = async (response: Response): Promise<Page> => {
    const text = await response.text();
    if (response.status !== 200) throw new Error(text);
    return JSON.parse(text) as Page;
  };
  /** Pages of a POST to /$query, each link followed as it is. */
  const pagesOf = async (options: string, headers: Record<string, string> = two): Promise<readonly Page[]> => {
    const pages = [await pageOf(await query(set, options, headers))];
    for (let link = pages[0]?.['@odata.nextLink']; link !== undefined; link = pages.at(-1)?.['@odata.nextLink']) {
      expect(Buffer.byteLength(link)).toBeLessThanOrEqual(maxLink);
      pages.push(await json(link, headers));
    }
    return pages;
  };
  const idsOf = (pages: readonly Page[]): readonly unknown[] => pages.flatMap(({ value }) => value.map(({ id }) => id));

  const guids = (count: number): string => Array.from({ length: count }, () => `'${randomUUID()}'`).join(',');
  const repeated = Array.from({ length: 4000 }, (_, index) => `'item ${index % 50}'`).slice(0, 1500);

  test.each([
    ['2,500 CJK characters', () => `$filter=reportPeriod ne '${'\u7528\u6237\u62a5\u544a\u5f55'.repeat(500)}'`],
    ['an in list that says little', () => `$filter=not (id in (${repeated.join(',')}))`],
    ['60 GUIDs', () => `$filter=not (id in (${guids(60)}))`],
    [
      '60 kB of options',
      () => `$filter=reportPeriod ne '${'x'.repeat(30_000)}'&$compute='${'y'.repeat(30_000)}' as more`,
    ],
  ])('%s: the options go into the token, compressed', async (_what, options) => {
    const pages = await pagesOf(`${options()}&$orderby=id&$select=id`);
    expect(idsOf(pages)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(pages).toHaveLength(3);
  });

  test('maxpagesize is not applied where its pages could not be linked: no preference is an error', async () => {
    const long = `$filter=reportPeriod ne '${randomBytes(4000).toString('hex')}'&$orderby=id&$select=id`;
    const whole = await query(set, `${long}&$top=5`, two);
    expect(whole.headers.get('preference-applied')).toBeNull();
    const page = await pageOf(whole);
    expect([idsOf([page]), page['@odata.nextLink']]).toEqual([['a', 'b', 'c', 'd', 'e'], undefined]);
    const enough = await query(set, `${long}&$top=2`, two);
    expect(enough.headers.get('preference-applied')).toBe('odata.maxpagesize=2');
    expect(idsOf([await pageOf(enough)])).toEqual(['a', 'b']);
    const expanded = await query('reports', `$expand=${set}(${long.replaceAll('&', ';')};$top=3)`, two);
    expect(expanded.headers.get('preference-applied')).toBeNull();
    expect(await expanded.json()).toMatchObject({ [set]: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] });
    await expectError(await query(set, `${long}&$top=1001`, two), 'invalidQueryOption', { target: '$top' });
  });

  test('delta links and those of $expand are as short', async () => {
    const filter = `$filter=not (id in (${repeated.slice(0, 400).join(',')}))`;
    const tracked = await pageOf(await query(set, filter, { Prefer: 'track-changes' }));
    const delta = String(tracked['@odata.deltaLink']);
    expect(Buffer.byteLength(delta)).toBeLessThanOrEqual(maxLink);
    expect((await app.fetch(delta.slice(app.publicUrl.length))).status).toBe(200);
    const expanded = await query('reports', `$expand=${set}(${filter};$orderby=id)`, two);
    const body = JSON.parse(await expanded.text()) as Record<string, unknown>;
    const link = String(body[`${set}@odata.nextLink`]);
    expect(Buffer.byteLength(link)).toBeLessThanOrEqual(maxLink);
    expect(idsOf([await json(link, two)])).toEqual(['c', 'd']);
  });

  test('options that fit into no link are answered when none is needed, else 400 with that hint', async () => {
    const options = `$filter=not (id in (${guids(600)}))&$orderby=id`;
    await expectError(await query(set, options, two), 'invalidQueryOption', { target: '$top', message: /\$top/ });
    await expectError(await query(set, `${options}&$top=1001`), 'invalidQueryOption', { target: '$top' });
    expect(idsOf([await pageOf(await query(set, `${options}&$top=1000`))])).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  test('values to sort by travel cut in a link, however long they are, and every row comes once', async () => {
    const detail = 'office365ActiveUserDetail';
    const name = (): string => Array.from(randomBytes(2000), (byte) => String.fromCodePoint(0x4e00 + byte)).join('');
    const same = name();
    const people = [0, 1, 2, 3].map((at) => ({ displayName: at < 2 ? same : name(), userPrincipalName: name() }));
    await storeRows(app, detail, people);
    const whole = await json(`${detail}?$orderby=displayName,userPrincipalName&$select=id`);
    expect(whole.value).toHaveLength(4);
    const one = { Prefer: 'maxpagesize=1' };
    const pages = [await pageOf(await query(detail, '$orderby=displayName,userPrincipalName&$select=id', one))];
    for (let link = pages[0]?.['@odata.nextLink']; link !== undefined; link = pages.at(-1)?.['@odata.nextLink']) {
      expect(Buffer.byteLength(link)).toBeLessThanOrEqual(maxLink);
      expect(pages.length).toBeLessThan(10);
      pages.push(await json(link, one));
    }
    expect(idsOf(pages)).toEqual(idsOf([whole]));
  });

  /** Ids as long as they may be: in each script another number of bytes, and punctuation takes five units of a row key. */
  const longIds: Readonly<Record<string, (at: number) => string>> = {
    CJK: (at) =>
      Array.from({ length: 255 }, (_each, index) => String.fromCodePoint(0x4e00 + ((index * 7919 + at) % 20_900))).join(
        '',
      ),
    Hangul: (at) =>
      Array.from({ length: 255 }, (_each, index) => String.fromCodePoint(0xac00 + ((index * 6007 + at) % 11_000))).join(
        '',
      ),
    emoji: (at) =>
      Array.from({ length: 127 }, (_each, index) => String.fromCodePoint(0x1f300 + ((index * 61 + at) % 700))).join(''),
    punctuation: (at) => "'%+&".repeat(33) + String(at),
  };
  const ways: readonly (readonly [name: string, options: string])[] = [
    ['by id', '$orderby=id'],
    ['by an index', '$orderby=reportRefreshDate'],
    ['by a text, backwards', '$orderby=displayName desc'],
    ['by texts', '$orderby=displayName,userPrincipalName,id'],
    ['as groups', '$apply=groupby((id,displayName,userPrincipalName))'],
    ['as groups by a text', '$apply=groupby((displayName,id),aggregate($count as c))&$orderby=c'],
  ];
  describe.each(Object.entries(longIds))('ids in %s', (_script, idOf) => {
    const detail = 'office365ActiveUserDetail';
    const ids = [0, 1, 2].map(idOf);
    const one = { Prefer: 'maxpagesize=1' };
    const follow = async (pages: Page[], ended: (page: Page) => string | undefined): Promise<readonly Page[]> => {
      for (let link = ended(pages[0]!); link !== undefined; link = ended(pages.at(-1)!)) {
        expect(Buffer.byteLength(link)).toBeLessThanOrEqual(maxLink);
        // Changes tell of what other tests have stored, too.
        expect(pages.length).toBeLessThan(60);
        pages.push(await json(link, one));
      }
      return pages;
    };
    const nextOf = (page: Page): string | undefined => page['@odata.nextLink'];
    beforeAll(async () => {
      const names = { displayName: idOf(7).repeat(6), userPrincipalName: idOf(9).repeat(6) };
      await storeRows(
        app,
        detail,
        ids.map((id) => ({ id, reportRefreshDate: '2026-01-01', ...names })),
      );
    });
    const only = `$filter=displayName eq @n&@n='${idOf(7).repeat(6).replaceAll("'", "''").replace(/[%+&]/g, encodeURIComponent)}'`;

    test.each(ways)('are paged %s', async (_way, options) => {
      const asked = options.includes('$apply')
        ? options.replace('=', `=filter(${only.slice(8).split('&')[0]})/`)
        : options;
      const alias = only.slice(only.indexOf('&'));
      const query = options.includes('$apply') ? asked + alias : `${options}&${only}&$select=id`;
      const { query: send } = reading(app);
      const pages = await follow([await pageOf(await send(detail, query, one))], nextOf);
      expect([...idsOf(pages)].sort()).toEqual([...ids].sort());
    });

    test('are told as changes', async () => {
      const tracked = await follow([await json(detail, { Prefer: 'track-changes,maxpagesize=1' })], nextOf);
      const delta = String(tracked.at(-1)?.['@odata.deltaLink']);
      expect(Buffer.byteLength(delta)).toBeLessThanOrEqual(maxLink);
      const pages = await follow([await json(delta, one)], nextOf);
      expect(idsOf(pages)).toEqual(expect.arrayContaining(ids));
    });
    afterAll(async () => {
      for (const id of ids)
        await app.fetch(`/v1.0/${detail}(@k)?@k=${encodeURIComponent(`'${id.replaceAll("'", "''")}'`)}`, {
          method: 'DELETE',
        });
    });
  });

  test('what is packed into a token is read with the limits of every query', async () => {
    const pack = (text: string): string => `z.${deflateRawSync(text).toString('base64url')}.1.e30.x`;
    for (const token of ['z', 'z.', 'z.AAAA.1', 'z.\u00e4.1', pack(`$filter=${'a'.repeat(70_000)}`), pack('\u0000')]) {
      const response = await app.fetch(`/v1.0/${set}?$skiptoken=${encodeURIComponent(token)}`);
      expect([token.slice(0, 20), response.status]).toEqual([token.slice(0, 20), 400]);
    }
    await expectError(await app.fetch(`/v1.0/${set}?$skiptoken=${pack('$top=1')}`), 'invalidSkipToken');
  });
});
