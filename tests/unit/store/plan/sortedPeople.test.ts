/** People in an order no index has, as CSV: one walk through their date for each 16 MiB that are kept, of 100,000 five. */
import { office365ActiveUserDetail as type } from '../../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { createStore } from '../../../../shared/store/createStore.ts';
import { createMemoryRows } from '../../../../shared/store/rows/createMemoryRows.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';
import { entityOf } from '../../../support/changes.ts';
import { dateFrom } from '../../../support/dateFrom.ts';
import { evaluateNaively } from '../../../support/evaluateNaively.ts';
import { seededRandom } from '../../../support/seededFaults.ts';
import { storageScope } from '../../../support/storageScope.ts';
import { writeEntities } from '../../../support/writeEntities.ts';

/** All of it is a hundredth: people, rows that an answer walks, and bytes that a request keeps. */
const [people, answer, kept] = [1000, 10, (16 * 1024 * 1024) / 100];
const mostWalks = 5;
const random = seededRandom(24);
const date = '2026-11-26';
const services = ['exchange', 'oneDrive', 'sharePoint', 'skypeForBusiness', 'yammer', 'teams'];
const names = ['Ada Lovelace', 'Grace Hopper', 'Katherine Johnson', 'Emmy Noether', 'Sofja Kowalewskaja'];
const dayBefore = (days: number): string => dateFrom(date, -days);

const entities = Array.from({ length: people }, (_, at) => {
  const name = names[at % names.length]!;
  return entityOf(type, `${date}_${String(at).padStart(8, '0')}-5b1d-4c8e-9f30-1d2c4e9b7a5e`, {
    reportRefreshDate: date,
    userPrincipalName: `${name.toLowerCase().replace(' ', '.')}${(at * 7919) % 10_007}@contoso.example`,
    displayName: name,
    isDeleted: false,
    assignedProducts: ['MICROSOFT 365 E5', 'POWER BI PRO', 'VISIO PLAN 2'],
    ...Object.fromEntries(
      services.map((service) => [`${service}LastActivityDate`, dayBefore(Math.floor(random() * 200))]),
    ),
    ...Object.fromEntries(services.map((service) => [`${service}LicenseAssignDate`, dayBefore(1000)])),
  });
});

it('walks the date as often as memory is filled', async () => {
  const rows = createMemoryRows({ walk: () => answer });
  const scope = storageScope();
  await writeEntities(rows, scope, type, entities);
  const used = storageScope({ tenant: scope.tenant });
  used.meter.kept.add(16 * 1024 * 1024 - kept);
  const query = bindEntityQuery(
    type,
    `$filter=reportRefreshDate eq ${date}&$orderby=teamsLastActivityDate desc,displayName`,
  );
  let pieces = 0;
  const renew = () => {
    pieces += 1;
    return used;
  };
  const found: string[] = [];
  for await (const piece of createStore(rows).stream(renew, type, query, { skip: 0 }))
    found.push(...piece.map(({ entity }) => entity.id));
  expect(found).toEqual(evaluateNaively(entities, query));
  expect(pieces).toBeGreaterThan(1);
  expect(pieces).toBeLessThanOrEqual(mostWalks);
  expect(used.usage.walked).toBe(pieces * people);
  // In up to four parts, each of which ends with an answer that is not full; at most 32 cuts.
  expect(used.usage.requests).toBeLessThanOrEqual(pieces * (people / answer + 32 + 1));
});
