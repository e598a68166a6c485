/**
 * Requesting changes, and Microsoft Graph's spelling of it.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_RequestingChanges
 * https://learn.microsoft.com/en-us/graph/delta-query-overview
 */
import { describeMatrix } from '../support/describeMatrix.ts';
import { expectError } from '../support/expectError.ts';
import { startFollower } from '../support/follower.ts';
import { newId, reports, setPath } from '../support/reports.ts';

const track = { Prefer: 'odata.track-changes' };
const delta = `${setPath}/delta`;
const v401 = { 'OData-MaxVersion': '4.01' };

describeMatrix('change tracking', (app) => {
  const { store, patch, remove, stored } = reports(app);
  const contextOf = (fragment: string): string => `${app.publicUrl}/v1.0/$metadata#${fragment}`;
  const json = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
    const response = await app.fetch(path, { headers });
    expect(response.status).toBe(200);
    return { headers: response.headers, body: (await response.json()) as Record<string, unknown> };
  };

  const spellings: readonly (readonly [string, string, { readonly Prefer?: string }])[] = [
    ['the preference track-changes', setPath, track],
    ["Microsoft Graph's function", delta, {}],
    [
      'the qualified function along the singleton',
      '/v1.0/reports/office365ActiveUserCounts/microsoft.graph.delta()',
      {},
    ],
  ];
  describe.each(spellings)('with %s', (_what, path, headers) => {
    test('first everything comes, then what changed', async () => {
      const [kept, changed, gone] = [await store(), await store(), await store()];
      const follower = await startFollower(app, path, headers);
      expect(follower.copy.get(kept.id)).toMatchObject({ '@odata.etag': kept.etag, teams: 5 });
      expect(follower.contexts).toEqual([contextOf('office365ActiveUserCounts')]);
      await patch(changed.id, { teams: 6 });
      await remove(gone.id);
      const added = await store();
      await follower.follow();
      expect(follower.contexts.slice(1)).toEqual([contextOf('office365ActiveUserCounts/$delta')]);
      for (const { id } of [kept, changed, added]) {
        const context = contextOf('office365ActiveUserCounts/$entity');
        const entity = JSON.parse((await stored(id)) ?? '') as unknown;
        expect({ '@odata.context': context, ...follower.copy.get(id) }).toEqual(entity);
      }
      expect(follower.copy.has(gone.id)).toBe(false);
      expect(follower.removed.get(gone.id)).toBe('deleted');
      // The link can be followed again and again, as long as nothing changes to the same end.
      const before = new Map(follower.copy);
      await follower.follow();
      expect(follower.copy).toEqual(before);
    });

    test('the time from which on a link tells is given to who names the annotation, and to nobody else', async () => {
      const annotated = async (address: string, prefer: string): Promise<Record<string, unknown>> => {
        const Prefer = [...Object.values(headers), ...(prefer === '' ? [] : [prefer])].join(', ');
        return (await json(address, Prefer === '' ? {} : { Prefer })).body;
      };
      const asked = 'odata.include-annotations="reports.changesFrom"';
      const first = await annotated(path, asked);
      const from = Date.parse(String(first['@reports.changesFrom']));
      const link = String(first['@odata.deltaLink']).slice(app.publicUrl.length);
      const later = (await json(link, { Prefer: asked })).body;
      expect(Date.parse(String(later['@reports.changesFrom']))).toBeGreaterThanOrEqual(from);
      for (const other of ['', 'include-annotations="*"', 'include-annotations="-reports.changesFrom"'])
        expect(await annotated(path, other)).not.toHaveProperty(['@reports.changesFrom']);
    });

    test('an entity that is deleted and created again is there', async () => {
      const entity = await store();
      const follower = await startFollower(app, path, headers);
      for (const teams of [1, 2, 3, 4]) {
        await remove(entity.id);
        await patch(entity.id, { teams });
        await follower.follow();
        expect(follower.copy.get(entity.id)).toMatchObject({ teams });
      }
      await remove(entity.id);
      await follower.follow();
      expect(follower.copy.has(entity.id)).toBe(false);
    });

    test('pages: everything and changes come in the size that was preferred', async () => {
      const ids = [];
      for (let count = 0; count < 5; count += 1) ids.push((await store()).id);
      const prefer = { Prefer: `${headers.Prefer ?? 'x'}, odata.maxpagesize=2` };
      const first = await json(path, prefer);
      expect(first.headers.get('preference-applied')).toContain('odata.maxpagesize=2');
      expect((first.body['value'] as unknown[]).length).toBe(2);
      const follower = await startFollower(app, path, prefer);
      expect(follower.contexts.length).toBeGreaterThan(2);
      for (const id of ids) await patch(id, { teams: 77 });
      expect(await follower.follow()).toBeGreaterThan(2);
      for (const id of ids) expect(follower.copy.get(id)).toMatchObject({ teams: 77 });
    });

    test('$filter: what leaves the result is removed, what enters it is added', async () => {
      const mark = `m${newId().slice(0, 8)}`;
      const [a, b, c] = [await store(), await store(), await store()];
      for (const { id } of [a, b]) await patch(id, { reportPeriod: mark });
      const follower = await startFollower(app, `${path}?$filter=reportPeriod%20eq%20'${mark}'`, headers);
      expect([...follower.copy.keys()].sort()).toEqual([a.id, b.id].sort());
      await patch(a.id, { reportPeriod: 'x' });
      await patch(c.id, { reportPeriod: mark });
      await remove(b.id);
      await follower.follow();
      expect([...follower.copy.keys()]).toEqual([c.id]);
      expect([follower.removed.get(a.id), follower.removed.get(b.id)]).toEqual(['changed', 'deleted']);
    });

    test('$select is kept', async () => {
      const { id } = await store();
      const follower = await startFollower(app, `${path}?$select=id,teams`, headers);
      await patch(id, { teams: 9, yammer: 9 });
      await follower.follow();
      expect(follower.copy.get(id)).toEqual({ '@odata.etag': expect.any(String) as unknown, id, teams: 9 });
      expect(follower.contexts.at(-1)).toBe(contextOf('office365ActiveUserCounts(id,teams)/$delta'));
    });

    test('a link that was changed, or is of another query, is refused', async () => {
      const { link } = await startFollower(app, path, headers);
      const token = /\$deltatoken=([^&]+)/.exec(link)?.[1] ?? '';
      const flipped = token.slice(0, 5) + (token[5] === 'A' ? 'B' : 'A') + token.slice(6);
      for (const wrong of [
        link.replace(token, flipped),
        link.replace(token, token.slice(0, -2)),
        link.replace(token, 'x'),
        link.replace('?', '?$select=teams&'),
        link.replace('$deltatoken', '$skiptoken').replace(token, 'c1.e30.x'),
      ]) {
        await expectError(await app.fetch(wrong), 'invalidDeltaToken', { target: '$deltatoken' });
      }
    });
  });

  test('the preference is confirmed, also on later pages; without it there is no delta link', async () => {
    await store();
    await store();
    const first = await json(setPath, { Prefer: 'track-changes, maxpagesize=1', ...v401 });
    expect(first.headers.get('preference-applied')).toBe('maxpagesize=1, track-changes');
    expect(first.body).toHaveProperty(['@nextLink']);
    expect(first.body).not.toHaveProperty(['@deltaLink']);
    const plain = await json(setPath);
    expect(plain.headers.has('preference-applied')).toBe(false);
    expect(plain.body).not.toHaveProperty(['@odata.deltaLink']);
  });

  test.each(['$top=1', '$skip=1', '$apply=aggregate($count%20as%20n)'])(
    '%s is answered without tracking',
    async (query) => {
      const { headers, body } = await json(`${setPath}?${query}`, track);
      expect(headers.has('preference-applied')).toBe(false);
      expect(body).not.toHaveProperty(['@odata.deltaLink']);
    },
  );

  test('the order and the total are of the first answer only', async () => {
    await store();
    const { body } = await json(`${setPath}?$orderby=reportDate%20desc&$count=true&$filter=teams%20ge%200`, track);
    const link = body['@odata.deltaLink'] as string;
    expect(link).toMatch(/office365ActiveUserCounts\?\$filter=teams%20ge%200&\$deltatoken=[^&]+$/);
    const changes = await json(link.slice(app.publicUrl.length), track);
    expect(changes.body).not.toHaveProperty(['@odata.count']);
    expect(changes.headers.get('preference-applied')).toBe('odata.track-changes');
  });

  test('$deltatoken=latest gives the link alone', async () => {
    const old = await store();
    const follower = await startFollower(app, `${delta}?$deltatoken=latest`);
    expect(follower.copy.size).toBe(0);
    const added = await store();
    await patch(old.id, { teams: 6 });
    await follower.follow();
    expect(follower.copy.get(added.id)).toMatchObject({ teams: 5 });
    expect(follower.copy.get(old.id)).toMatchObject({ teams: 6 });
  });

  test('what became null is told as null, whatever omit-values says (8.2.8.6)', async () => {
    const { id } = await store();
    const { link } = await startFollower(app, setPath, track);
    await patch(id, { yammer: null });
    const { headers, body } = await json(link, { Prefer: 'omit-values=nulls' });
    expect((body['value'] as Record<string, unknown>[]).find((item) => item['id'] === id)).toMatchObject({
      yammer: null,
      teams: 5,
    });
    expect(headers.has('preference-applied')).toBe(false);
  });

  describe('/$count behind a delta link gives the number of changes (11.3.2)', () => {
    const counted = async (link: string): Promise<string> => {
      const response = await app.fetch(link.replace(/(?=\?)/, '/$count'));
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain']);
      return await response.text();
    };

    test.each([
      ['the set', setPath],
      ['a filter and chosen columns', `${setPath}?$filter=teams%20gt%200&$select=teams`],
      ['a filter segment', `${setPath}/$filter(@f)?@f=teams%20gt%200`],
      ["Microsoft Graph's function", delta],
    ])('%s', async (_what, path) => {
      const [changed, gone] = [await store(), await store()];
      const { link } = await startFollower(app, path, track);
      // What was written shortly before may come again.
      await patch(changed.id, { teams: 6 });
      await remove(gone.id);
      const { body } = await json(link);
      expect(await counted(link)).toBe(String((body['value'] as unknown[]).length));
      expect(Number(await counted(link))).toBeGreaterThanOrEqual(2);
      const head = await app.fetch(link.replace(/(?=\?)/, '/$count'), { method: 'HEAD' });
      expect(head.status).toBe(200);
    });

    test('without a delta link it is the number of what is there', async () => {
      const total = await (await app.fetch(`${setPath}/$count`)).text();
      expect(await (await app.fetch(`${delta}/$count`)).text()).toBe(total);
      await expectError(await app.fetch(`${setPath}/$count?$deltatoken=x`), 'invalidDeltaToken');
      expect(await (await app.fetch(`${setPath}/$count?$deltatoken=latest`)).text()).toBe('0');
    });
  });

  test('changes are JSON only', async () => {
    const follower = await startFollower(app, setPath, track);
    await expectError(await app.fetch(follower.link, { headers: { Accept: 'text/csv' } }), 'invalidAcceptType', {
      target: 'Accept',
    });
  });

  test('takes no other options', async () => {
    for (const option of ['$top', '$skip', '$orderby', '$count', '$expand', '$apply']) {
      const value =
        { $orderby: 'id', $count: 'true', $expand: '*', $apply: 'aggregate($count%20as%20n)' }[option] ?? '1';
      await expectError(await app.fetch(`${delta}?${option}=${value}`), 'invalidQueryOption', { target: option });
    }
    expect((await app.fetch(delta, { method: 'POST' })).headers.get('allow')).toBe('GET, HEAD, OPTIONS');
  });
});
