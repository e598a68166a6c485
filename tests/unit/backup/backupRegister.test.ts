/** The register of persons to forget, exported and brought back. */
import { office365ActiveUserDetail as detail } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { forgetRequests } from '../../../shared/model/register/forgetRequests.ts';
import { backupStage } from '../../support/backupStage.ts';
import type { StartedApp } from '../../support/testApp.ts';

const stage = backupStage();
afterAll(async () => await stage.remove());

describe('the register of persons to forget', () => {
  const model = [detail, forgetRequests];
  const token = { claims: { scp: undefined, idtyp: 'app', roles: ['Reports.Forget.All', 'Reports.ReadWrite.All'] } };
  const entry = JSON.stringify({ names: ['ada@contoso.example'], mode: 'delete' });
  async function forget(app: StartedApp): Promise<void> {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${app.sign(token)}` };
    expect((await app.fetch('/v1.0/forgetRequests', { method: 'POST', headers, body: entry })).status).toBe(201);
  }
  async function registerOf(app: StartedApp): Promise<readonly Record<string, unknown>[]> {
    const response = await app.fetch('/v1.0/forgetRequests', {
      headers: { Authorization: `Bearer ${app.sign(token)}` },
    });
    return ((await response.json()) as { readonly value: readonly Record<string, unknown>[] }).value;
  }

  test('comes first, a minute passes, and the person stays away; it is equal byte for byte afterwards', async () => {
    const [first, second] = [await stage.start({ model }), await stage.start({ model })];
    await stage.store(
      first,
      detail.name,
      ['ada', 'bob'].map((name) => `{"id":"${name}","userPrincipalName":"${name}@contoso.example"}`),
    );
    await forget(first);
    const [one, other] = [stage.newFolder(), stage.newFolder()];
    const manifest = await stage.exportTo(first, one, token);
    const { isWhole, sets } = await stage.restoreFrom(second, one, false, undefined, token);
    expect(isWhole).toBe(true);
    expect(Object.keys(sets)[0]).toBe('forgetRequests');
    expect(stage.waited.at(-1)).toBeGreaterThan(60_000);
    expect(sets[detail.name]).toMatchObject({ created: 1, forgotten: 1, failed: 0 });
    expect((await second.fetch(`/v1.0/${detail.name}('ada')`)).status).toBe(404);
    const again = await stage.exportTo(second, other, token);
    expect(stage.digests(again)['forgetRequests']).toEqual(stage.digests(manifest)['forgetRequests']);
  });

  test('a restore that was stopped in that minute waits again, and once it has gone on no more', async () => {
    const [first, second] = [await stage.start({ model }), await stage.start({ model })];
    await stage.store(first, detail.name, ['{"id":"ada","userPrincipalName":"ada@contoso.example"}']);
    await forget(first);
    const folder = stage.newFolder();
    await stage.exportTo(first, folder, token);
    stage.waited.length = 0;
    const again = async (answer?: (url: string) => Response | undefined) =>
      await stage.restoreFrom(second, folder, false, answer, token);
    stage.stops.waiting = true;
    for (let runs = 1; runs <= 2; runs += 1) {
      await expect(again()).rejects.toThrow('stopped');
      expect(stage.waited).toHaveLength(runs);
    }
    expect(await (await second.fetch(`/v1.0/${detail.name}/$count`)).text()).toBe('0');
    stage.stops.waiting = false;
    let requests = 0;
    // Behind the metadata, a look at the register's last row and at the other set, and the wait.
    await expect(again(() => ((requests += 1) > 3 ? new Response('{}', { status: 401 }) : undefined))).rejects.toThrow(
      '401',
    );
    expect(stage.waited).toHaveLength(3);
    expect((await again()).sets[detail.name]).toMatchObject({ forgotten: 1, created: 0 });
    expect(stage.waited).toHaveLength(3);
  });

  test('merged into rows of others each request is worked off again; a token that may not read it has it not', async () => {
    const [first, second] = [await stage.start({ model }), await stage.start({ model })];
    await forget(first);
    const [entity] = await registerOf(first);
    const walked = JSON.stringify({ ...entity, state: 'walked', names: [], place: null });
    const headers = {
      'Content-Type': 'application/json',
      Prefer: 'continue-on-error',
      Authorization: `Bearer ${first.sign(token)}`,
    };
    await first.fetch('/v1.0/forgetRequests', {
      method: 'PATCH',
      headers,
      body: `{"@context":"#$delta","value":[${walked}]}`,
    });
    const [one, other] = [stage.newFolder(), stage.newFolder()];
    await stage.exportTo(first, one, token);
    await stage.restoreFrom(second, one, true, undefined, token);
    expect(await registerOf(second)).toMatchObject([{ state: 'waiting', names: [], digests: entity?.['digests'] }]);
    const { notRead } = await stage.exportTo(first, other);
    expect(notRead['forgetRequests']).toContain('Reports.Forget.All');
  });
});
