/** Names as they are written and as they are found: in any case and form of Unicode, and in addresses of personal sites. */
import { forgetValues } from '../../../shared/forget/forgetValues.ts';
import { digestsOf } from '../../../shared/forget/nameDigest.ts';
import { createRegister, type RegisteredRequest } from '../../../shared/forget/register.ts';
import { office365ActiveUserDetail as users } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { oneDriveUsageAccountDetail as accounts } from '../../../shared/model/oneDrive/oneDriveUsageAccountDetail.ts';
import { sharePointSiteUsageDetail as sites } from '../../../shared/model/sharePoint/sharePointSiteUsageDetail.ts';

const tenant = '6e3a1f58-24b7-4d0c-9a61-8c5f0b7d2e94';
const request = (id: string, names: readonly string[]): RegisteredRequest => ({
  id,
  mode: 'delete',
  pseudonym: null,
  digests: digestsOf(tenant, names),
  requestedAt: 0n,
});

describe('a row about the person', () => {
  test.each<readonly [string, ...string[]]>([
    ['Straße', 'STRASSE', 'straẞe', 'STRAßE'],
    ['Ölaf Åström', 'O\u0308LAF A\u030aSTRO\u0308M', 'ölaf åström'],
    ['İbrahim Işık', 'İBRAHİM IŞIK', 'ibrahim ışık', 'i\u0307brahim is\u0327ik', 'Ibrahim Işik'],
    ['Ὀδυσσεύς', 'ὈΔΥΣΣΕΎΣ', 'ὀδυσσεύσ'],
    ['Ada de la Ｖega', 'ADA DE LA VEGA'],
    ["o'neil_x+1@my-firm.example", "O'Neil_X+1@My-Firm.example"],
    ['ada_contoso.com#EXT#@fabrikam.onmicrosoft.com', 'ADA_contoso.com#ext#@Fabrikam.onmicrosoft.com'],
    ['D9A1C0DE-9d5e-4a0c-8a0b-0d3f2f6f6c11', 'd9a1c0de-9d5e-4a0c-8a0b-0d3f2f6f6c11'],
  ])('goes by a name in any case and form: %s', (name, ...written) => {
    for (const names of [[name], ...written.map((each) => [each])]) {
      const register = createRegister(tenant, [request('r', names)]);
      for (const userPrincipalName of [name, ...written]) {
        const kept = { userPrincipalName, kind: forgetValues(users, 'x', { userPrincipalName }, register).kind };
        expect(kept).toEqual({ userPrincipalName, kind: 'delete' });
      }
    }
  });

  test.each(["o'neil_x+1@my-firm.example", 'ada_contoso.com#EXT#@fabrikam.onmicrosoft.com', 'a.b-c@x.example'])(
    'goes by the address of the personal site of %s, whatever became a line in it',
    (name) => {
      const register = createRegister(tenant, [request('r', [name])]);
      const lines = name.toLowerCase();
      for (const part of [/[^a-z0-9]/g, /[^a-z0-9-]/g, /[^a-z0-9_.-]/g].map((each) => lines.replaceAll(each, '_'))) {
        const siteUrl = `https://contoso-my.example/personal/${part}`;
        expect([part, forgetValues(accounts, 'x', { siteUrl }, register).kind]).toEqual([part, 'delete']);
      }
    },
  );

  test('of a personal site whose address is that of two names stays where it says that it is of the other', () => {
    const siteUrl = 'https://contoso-my.example/personal/ann_marie_contoso_com';
    const own = (...names: readonly string[]) => createRegister(tenant, [request('r', names)]);
    for (const ownerPrincipalName of ['ann-marie@contoso.com', 'Ann_Marie@contoso.com']) {
      for (const type of [accounts, sites]) {
        const values = { siteUrl, ownerPrincipalName };
        expect(forgetValues(type, 'x', values, own('ann.marie@contoso.com'))).toEqual({ kind: 'keep' });
        expect(forgetValues(type, 'x', values, own('ann.marie@contoso.com', ownerPrincipalName)).kind).toBe('delete');
      }
    }
    const renamed = { siteUrl, ownerPrincipalName: 'ann@new.example' };
    expect(forgetValues(accounts, 'x', renamed, own('ann.marie@contoso.com')).kind).toBe('delete');
  });
});

/** Arrays that count what is read of them, and of all that is made of them by `map`, as of the work with them. */
function countedArrays() {
  let reads = 0;
  const counted = <T>(items: T[]): T[] =>
    new Proxy(items, {
      get(target, key, self) {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
        return key === 'constructor' ? { [Symbol.species]: made } : (Reflect.get(target, key, self) as unknown);
      },
    });
  const made = function made(length: number) {
    return counted(new Array<unknown>(length));
  };
  return { counted, reads: () => reads };
}

/** Requests of which each names twenty or so of the same fifty names. */
function registerOf(requests: number) {
  const { counted, reads } = countedArrays();
  const all = Array.from({ length: 50 }, (_, at) => digestsOf(tenant, [`ada${at}@x`]));
  const many = Array.from({ length: requests }, (_, at) => ({
    ...request(String(at), []),
    digests: counted(all.slice(at % 40).flat()),
  }));
  const register = createRegister(tenant, counted([...many, request('b', ['bob@x'])]));
  const named = many.reduce((sum, { digests }) => sum + digests.length, 0);
  return { register, readsPerName: reads() / named };
}

test('of many requests for few persons is made in steps that grow with the names, and not with names times requests', () => {
  expect(registerOf(100).readsPerName).toBeLessThan(8);
  const { register, readsPerName } = registerOf(1000);
  expect(readsPerName).toBeLessThan(8);
  expect(register.find('ADA49@x')?.requests).toHaveLength(1000);
  expect(register.find('bob@x')?.requests).toEqual(['b']);
});
