/**
 * OData JSON Format 4.01, 15.3 Deleted Entity: as 4.01 has it, as 4.0 has it, and as Microsoft Graph writes it in 4.0.
 * https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_DeletedEntity
 */
import { describeAnswers } from '../support/describeAnswers.ts';
import { reports, setPath } from '../support/reports.ts';
import { storeRows } from '../support/storeRows.ts';

type Headers = Readonly<Record<string, string>>;
const v401 = { 'OData-MaxVersion': '4.01' };

describeAnswers('15.3 deleted entities', (app) => {
  const { store, remove, patch } = reports(app);
  const contextOf = (fragment: string): string => `${app.publicUrl}/v1.0/$metadata#${fragment}`;
  const read = async (path: string, headers: Headers = {}): Promise<Readonly<Record<string, unknown>>> => {
    const response = await app.fetch(path, { headers });
    expect(response.status).toBe(200);
    return (await response.json()) as Record<string, unknown>;
  };
  /** The address of the changes from now on. */
  const linkOf = async (path: string, headers: Headers = {}): Promise<string> => {
    const link = Object.entries(await read(path, headers)).find(([name]) => name.endsWith('deltaLink'));
    return String(link?.[1]).slice(app.publicUrl.length);
  };
  const latest = `${setPath}/delta?$deltatoken=latest`;

  test('control information follows version and metadata', async () => {
    const { id } = await store();
    expect((await read(latest, v401))['@context']).toBe(contextOf('office365ActiveUserCounts/$delta'));
    const link = await linkOf(latest, v401);
    await remove(id);
    const find = async (headers: Headers) => {
      const items = (await read(link, headers))['value'] as Record<string, unknown>[];
      return items.find((item) => item['id'] === id);
    };
    const removed = { '@removed': { reason: 'deleted' }, id };
    expect(await find(v401)).toEqual(removed);
    expect(await find({})).toEqual(removed);
    expect(await find({ Accept: 'application/json;odata.metadata=none' })).toEqual(removed);
    expect(await find({ ...v401, Accept: 'application/json;metadata=full' })).toEqual({
      '@context': contextOf('office365ActiveUserCounts/$deletedEntity'),
      ...removed,
    });
  });

  const only40 = ['4.0', '4.0;NetFx'].flatMap((version) =>
    ['none', 'minimal', 'full'].map((level) => [version, level] as const),
  );
  test.each(only40)('under OData-MaxVersion %s those of 4.0, metadata=%s', async (version, level) => {
    const headers = { 'OData-MaxVersion': version, Accept: `application/json;odata.metadata=${level}` };
    const context = contextOf('office365ActiveUserCounts/$deletedEntity');
    const deletion = (key: string, reason: string) => ({
      '@odata.context': context,
      id: `${app.publicUrl}/v1.0/office365ActiveUserCounts(${key})`,
      reason,
    });
    const [gone, other] = [await store(), await store()];
    const [all, some] = [await linkOf(latest), await linkOf(`${setPath}/delta?$filter=teams%20eq%20-5`)];
    await storeRows(app, 'office365ActiveUserCounts', [{ id: 'a/b' }]);
    await app.fetch(`${setPath}(@k)?@k='a%2Fb'`, { method: 'DELETE' });
    await remove(gone.id);
    await patch(other.id, { teams: 7 });
    const { value } = await read(all, headers);
    expect(value).toContainEqual(deletion(`'${gone.id}'`, 'deleted'));
    // An id that no path can carry travels by alias, as in every link.
    expect(value).toContainEqual({ ...deletion('@k', 'deleted'), id: `${deletion('@k', '').id}?@k='a%2Fb'` });
    expect((await read(some, headers))['value']).toContainEqual(deletion(`'${other.id}'`, 'changed'));
  });
});
