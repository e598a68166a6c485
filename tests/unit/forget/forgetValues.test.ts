/** What forgetting makes of rows: whom they are about, under which names, and what is left. */
import type { PropertyValue } from '../../../shared/edm/edmValue.ts';
import { naturalId } from '../../../shared/edm/naturalId.ts';
import { forgetValues, holdsPersons, personColumns } from '../../../shared/forget/forgetValues.ts';
import { digestsOf } from '../../../shared/forget/nameDigest.ts';
import { createRegister, type RegisteredRequest } from '../../../shared/forget/register.ts';
import { office365ActiveUserDetail as users } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { office365GroupsActivityDetail as groups } from '../../../shared/model/microsoft365/office365GroupsActivityDetail.ts';
import { model } from '../../../shared/model/model.ts';
import { oneDriveUsageAccountDetail as accounts } from '../../../shared/model/oneDrive/oneDriveUsageAccountDetail.ts';
import { sharePointSiteUsageDetail as sites } from '../../../shared/model/sharePoint/sharePointSiteUsageDetail.ts';
import { yammerGroupsActivityDetail as yammer } from '../../../shared/model/vivaEngage/yammerGroupsActivityDetail.ts';

const tenant = '6e3a1f58-24b7-4d0c-9a61-8c5f0b7d2e94';
const [one, two] = ['a'.repeat(32), 'b'.repeat(32)];

function request(id: string, names: readonly string[], pseudonym: string | null = null, at = 0): RegisteredRequest {
  return {
    id,
    mode: pseudonym === null ? 'delete' : 'pseudonym',
    pseudonym,
    digests: digestsOf(tenant, [...names, ...(pseudonym === null ? [] : [pseudonym])]),
    requestedAt: BigInt(at),
  };
}
const deleting = createRegister(tenant, [request('r', ['Ada@Contoso.com', 'Ada Lovelace', 'u-1'])]);
const renaming = createRegister(tenant, [request('r', ['ada@contoso.com', 'ada@old.example'], one)]);

describe('the model', () => {
  /** Texts of details that hold no person: of groups, teams, organisations, products, states, sites. */
  const others = new Set(
    (
      'reportPeriod assignedProducts productType groupDisplayName groupType groupId teamName teamId teamType ' +
      'tenantDisplayName sharedChannelTenantDisplayNames userState networkDisplayName rootWebTemplate siteId ' +
      'siteSensitivityLabelId unmanagedDevicePolicy geoLocation mailForMac outlookForMac outlookForWindows outlookForMobile ' +
      'otherForMobile outlookForWeb pop3App imap4App smtpApp'
    ).split(' '),
  );
  const details = model.filter(({ shape }) => shape === 'detail');

  test.each(details.map((type) => [type.name, type] as const))(
    '%s: every text holds a person or cannot',
    (_name, type) => {
      for (const [name, { type: edm, person }] of Object.entries(type.properties)) {
        const isNamed = /principalname|^displayname|ownerdisplayname|userid|siteurl|mail$|email/i.test(name);
        if (edm !== 'Edm.String') expect([name, person]).toEqual([name, undefined]);
        else expect([name, person !== undefined || others.has(name)]).toEqual([name, true]);
        if (isNamed && edm === 'Edm.String') expect([name, person]).not.toEqual([name, undefined]);
      }
      const subjects = [...personColumns(type).subject, ...personColumns(type).owner];
      const isOfTeam = type.name === 'teamsTeamActivityDetail';
      expect([type.name, subjects.length > 0]).toEqual([type.name, !isOfTeam]);
    },
  );

  test('nothing but details can hold a person', () => {
    for (const type of model)
      if (type.shape !== 'detail') expect([type.name, holdsPersons(type)]).toEqual([type.name, false]);
  });
});

describe('a row about the person', () => {
  test.each<readonly [string, PropertyValue]>([
    ['userPrincipalName', 'ada@contoso.com'],
    ['userPrincipalName', 'ADA@CONTOSO.COM '],
    ['displayName', 'ada lovelace'],
    ['displayName', 'ADA\u00a0 LOVELACE\u200b'],
    ['userPrincipalName', 'ａｄａ＠ｃｏｎｔｏｓｏ．ｃｏｍ'],
  ])('goes, by %s %s', (column, value) => {
    expect(forgetValues(users, 'any', { [column]: value }, deleting)).toMatchObject({ kind: 'delete' });
  });

  test.each([
    'u-1',
    '2026-11-26_ada@contoso.com',
    'a_b_c_d_e_f_g_h_i_j_k_l_m_Ada@contoso.com_n',
    'ADA@contoso.com_7',
    'x_ada@contoso.com_y',
  ])('goes by an id that was chosen: %s', (id) => {
    expect(forgetValues(users, id, { userPrincipalName: null }, deleting)).toMatchObject({ kind: 'delete' });
  });

  test.each<readonly [string, PropertyValue]>([
    ['userPrincipalName', 'bob@contoso.com'],
    ['userPrincipalName', 'xada@contoso.com'],
    ['userPrincipalName', ''],
    ['displayName', null],
    ['displayName', '00000000-0000-0000-0000-000000000000'],
  ])('of somebody else stays: %s %s', (column, value) => {
    expect(forgetValues(users, 'any', { [column]: value }, deleting)).toEqual({ kind: 'keep' });
  });

  test.each([
    'https://contoso-my.sharepoint.com/personal/ada_contoso_com',
    '/personal/Ada_Contoso_Com/',
    'x/personal/ada%5Fcontoso%5Fcom?a',
  ])('goes by the address of the personal site: %s', (siteUrl) => {
    expect(forgetValues(accounts, 'any', { siteUrl }, deleting)).toMatchObject({ kind: 'delete' });
    expect(forgetValues(sites, 'any', { siteUrl }, deleting)).toMatchObject({ kind: 'delete' });
    expect(forgetValues(sites, 'any', { siteUrl: siteUrl.replace('personal', 'sites') }, deleting)).toEqual({
      kind: 'keep',
    });
  });

  test('a personal site goes by its owner, whatever number its address has; an account by its owner', () => {
    const siteUrl = 'https://contoso-my.example/personal/ada_contoso_com1';
    expect(forgetValues(sites, 'x', { siteUrl, ownerPrincipalName: 'ada@contoso.com' }, deleting).kind).toBe('delete');
    expect(forgetValues(accounts, 'x', { ownerPrincipalName: 'ada@contoso.com' }, deleting).kind).toBe('delete');
  });
});

test('where the person is an owner all cells about the owner become null, and the id is made anew', () => {
  const values = {
    reportRefreshDate: '2026-11-26',
    groupDisplayName: 'Sales',
    ownerPrincipalName: 'ada@contoso.com',
    groupId: 'g',
  };
  expect(forgetValues(groups, 'own', values, deleting)).toMatchObject({
    kind: 'put',
    id: 'own',
    values: { ...values, ownerPrincipalName: null },
  });
  const site = { siteUrl: 'https://x/sites/a', ownerPrincipalName: 'ada@contoso.com', ownerDisplayName: 'A. L.' };
  expect(forgetValues(sites, 'own', site, deleting)).toMatchObject({
    values: { ...site, ownerPrincipalName: null, ownerDisplayName: null },
  });
  const engaged = {
    reportRefreshDate: '2026-11-26',
    reportPeriod: '7',
    groupDisplayName: 'All',
    ownerPrincipalName: 'ada@contoso.com',
    networkDisplayName: null,
  };
  const id = `${naturalId(yammer, engaged) ?? ''}_2`;
  const forgotten = forgetValues(yammer, id, engaged, deleting);
  expect(forgotten).toMatchObject({
    kind: 'put',
    id: `${naturalId(yammer, { ...engaged, ownerPrincipalName: null }) ?? ''}_2`,
  });
  expect(forgotten).not.toMatchObject({ id });
});

describe('a pseudonym', () => {
  const row = (userPrincipalName: string, displayName: string) => ({
    reportRefreshDate: '2026-11-26',
    userPrincipalName,
    displayName,
  });

  test('takes the place of all names, moves the row, and is the same for earlier names; a second look changes nothing', () => {
    for (const name of ['ada@contoso.com', 'ADA@old.example']) {
      const before = row(name, 'Ada');
      const after = forgetValues(users, naturalId(users, before) ?? '', before, renaming);
      const wanted = row(one, one);
      expect(after).toMatchObject({ kind: 'put', id: naturalId(users, wanted), values: wanted });
      expect(forgetValues(users, naturalId(users, wanted) ?? '', wanted, renaming)).toEqual({ kind: 'keep' });
    }
  });

  test('stands in chosen ids and in the addresses of personal sites, and leaves zeros alone', () => {
    const forgotten = forgetValues(
      accounts,
      'x_ada@contoso.com_ada@old.example_y',
      {
        siteId: '00000000-0000-0000-0000-000000000000',
        siteUrl: 'https://m/personal/ada_contoso_com/',
        ownerDisplayName: 'A',
      },
      renaming,
    );
    expect(forgotten).toMatchObject({
      id: `x_${one}_${one}_y`,
      values: {
        siteId: '00000000-0000-0000-0000-000000000000',
        siteUrl: `https://m/personal/${one}/`,
        ownerDisplayName: one,
      },
    });
  });

  test('of owners', () => {
    expect(forgetValues(groups, 'x', { ownerPrincipalName: 'ada@contoso.com' }, renaming)).toMatchObject({
      id: 'x',
      values: { ownerPrincipalName: one },
    });
  });

  test('requests with a name in common are about one person: the first pseudonym counts, and takes the place of the others', () => {
    const [first, second, third] = [
      request('1', ['a@x'], one, 1),
      request('2', ['b@x'], two, 2),
      request('3', ['A@X', 'B@X'], 'c'.repeat(32), 3),
    ];
    for (const requests of [
      [first, second, third],
      [third, second, first],
      [second, third, first],
    ]) {
      const register = createRegister(tenant, requests);
      for (const name of ['a@x', 'b@x', two, third.pseudonym ?? '']) {
        expect(forgetValues(users, 'i', { userPrincipalName: name }, register)).toMatchObject({
          values: { userPrincipalName: one },
        });
      }
      expect(register.find('a@x')?.requests.toSorted()).toEqual(['1', '2', '3']);
    }
  });

  test('gives way to a deletion of the same person, before it or after', () => {
    for (const [early, late] of [
      [1, 2],
      [2, 1],
    ]) {
      const register = createRegister(tenant, [
        request('1', ['a@x'], one, early),
        request('2', ['a@x', 'b@x'], null, late),
      ]);
      for (const name of ['a@x', one])
        expect(forgetValues(users, 'i', { userPrincipalName: name }, register).kind).toBe('delete');
    }
  });

  test('and is found where only the address of a personal site has it', () => {
    const siteUrl = `https://contoso-my.example/personal/${one}`;
    const both = [request('1', ['ada@x'], one, 1), request('2', ['ada@x'], null, 2)];
    expect(forgetValues(accounts, 'x', { siteUrl }, createRegister(tenant, both)).kind).toBe('delete');
    expect(forgetValues(accounts, 'x', { siteUrl }, createRegister(tenant, both.slice(0, 1)))).toEqual({
      kind: 'keep',
    });
  });

  test('of some requests only their persons are looked for', () => {
    const register = createRegister(tenant, [request('1', ['a@x']), request('2', ['b@x'])], new Set(['2']));
    expect([register.find('a@x'), register.find('b@x')?.requests]).toEqual([undefined, ['2']]);
  });
});

test('a digest is of the tenant and the name in lower case', () => {
  expect(digestsOf(tenant, ['ADA'])).toEqual(digestsOf(tenant, [' ada ']));
  expect(digestsOf(tenant, ['ada'])).not.toEqual(digestsOf('11111111-2222-4333-8444-555555555555', ['ada']));
  expect(digestsOf(tenant, ['Ὀδυσσεύς'])).toEqual(digestsOf(tenant, ['ὈΔΥΣΣΕΎΣ']));
  for (const digest of digestsOf(tenant, ['ada@contoso.com'])) expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(digestsOf(tenant, ['ada@contoso.com'])).toHaveLength(2);
});
