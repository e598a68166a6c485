import { entityType, type EntityOf } from '../../shared/edm/entityType.ts';
import type { office365ActiveUserCounts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';

/** True for types that are the same, not merely assignable. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- two such functions are the same type only if A and B are
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

type Report = EntityOf<typeof office365ActiveUserCounts>;

export const idIsString: Same<Report['id'], string> = true;
export const int64IsBigint: Same<Report['teams'], bigint | null> = true;
export const dateIsString: Same<Report['reportDate'], string | null> = true;
export const stringIsString: Same<Report['reportPeriod'], string | null> = true;
export const names: Same<
  keyof Report,
  | 'id'
  | 'reportRefreshDate'
  | 'office365'
  | 'exchange'
  | 'oneDrive'
  | 'sharePoint'
  | 'skypeForBusiness'
  | 'yammer'
  | 'teams'
  | 'reportDate'
  | 'reportPeriod'
> = true;

export const report: Report = {
  id: 'a346dbc0-dbc0-a346-c0db-46a3c0db46a3',
  reportRefreshDate: '2022-10-25',
  office365: 9n,
  exchange: 8n,
  oneDrive: 8n,
  sharePoint: 10n,
  skypeForBusiness: 0n,
  yammer: 6n,
  teams: null,
  reportDate: '2022-10-19',
  reportPeriod: '7',
};

// @ts-expect-error a number cannot hold every Int64
export const numberForInt64: Report['teams'] = 5;
// @ts-expect-error a date is its text
export const dateObject: Report['reportDate'] = new Date();
// @ts-expect-error the key is never null
export const nullKey: Report['id'] = null;
// @ts-expect-error a property is null, not absent
export const absent: Report = { ...report, teams: undefined };
// @ts-expect-error there is no such property
export const unknownProperty: unknown = report.skype;
// @ts-expect-error entities are never changed in place
report.teams = 5n;

export const second = entityType({
  name: 'second',
  description: 'A type of this test.',
  properties: {
    products: { type: 'Edm.String', collection: true, description: 'Texts.' },
    isDeleted: { type: 'Edm.Boolean', description: 'A truth value.' },
  },
  naturalKey: ['isDeleted'],
  indexes: [],
});
type Second = EntityOf<typeof second>;

export const collectionIsArray: Same<Second['products'], readonly string[]> = true;
export const booleanIsBoolean: Same<Second['isDeleted'], boolean | null> = true;

// @ts-expect-error a collection is never null
export const nullCollection: Second['products'] = null;

export const wrongNaturalKey = entityType({
  name: 'wrong',
  description: 'A type of this test.',
  properties: { day: { type: 'Edm.Date', description: 'A date.' } },
  // @ts-expect-error a natural key is made of declared properties
  naturalKey: ['month'],
  indexes: [{ parts: [{ property: 'day' }] }],
});

export const wrongIndex = entityType({
  name: 'wrong',
  description: 'A type of this test.',
  properties: { day: { type: 'Edm.Date', description: 'A date.' } },
  naturalKey: ['day'],
  // @ts-expect-error an index is kept for a declared property
  indexes: [{ parts: [{ property: 'month' }] }],
});

export const wrongType = entityType({
  name: 'wrong',
  description: 'A type of this test.',
  // @ts-expect-error properties have one of the types of the model
  properties: { share: { type: 'Edm.Decimal', description: 'A share.' } },
  naturalKey: [],
  indexes: [],
});
