import type { EntityType, Property } from '../../shared/edm/entityType.ts';
import { chance } from './chance.ts';
import { sampleDate } from './sampleCalendar.ts';
import { samplePeople } from './sampleFigure.ts';

const megabyte = 1024 ** 2;
const plans = ['MICROSOFT 365 E5', 'MICROSOFT 365 E3', 'OFFICE 365 E1', 'MICROSOFT 365 F3'] as const;
const extras = ['MICROSOFT 365 COPILOT', 'POWER BI PRO', 'VISIO PLAN 2'] as const;
const number = (at: number): string => String(at + 1).padStart(4, '0');

/** How many rows a detail has: people, or groups, teams, sites. */
function countOf({ subject, properties }: EntityType): number {
  const name = subject?.names[0] ?? '';
  if ('copilotChatLastActivityDate' in properties) return 320;
  if (name === 'siteUrl' || name === 'ownerDisplayName') return 400;
  return name === 'userPrincipalName' || name === 'ownerPrincipalName' ? samplePeople : 150;
}

/** The texts that name a row and what belongs to it. */
function textOf(name: string, set: string, at: number): string | undefined {
  const guid = `${number(at)}${set.length.toString(16).padStart(4, '0')}-0000-4000-8000-0000${set
    .slice(-4)
    .replaceAll(/[^a-f0-9]/g, '0')
    .padStart(8, '0')}`;
  const known: Readonly<Record<string, string>> = {
    userPrincipalName: `user${number(at)}@contoso.example`,
    ownerPrincipalName: at % 29 === 7 ? '' : `user${number((at * 13) % samplePeople)}@contoso.example`,
    displayName: `User ${number(at)}`,
    ownerDisplayName: `User ${number((at * 13) % samplePeople)}`,
    groupDisplayName: `Group ${number(at)}`,
    teamName: `Team ${number(at)}`,
    siteUrl: `https://contoso.example/sites/site-${number(at)}`,
    networkDisplayName: 'Contoso',
    groupType: at % 4 === 0 ? 'Public' : 'Private',
    teamType: at % 4 === 0 ? 'Public' : 'Private',
    userState: 'active',
    rootWebTemplate: at % 3 === 0 ? 'Communication Site' : 'Team Site',
    productType: 'MICROSOFT 365 APPS FOR ENTERPRISE',
    externalSharing: at % 5 === 0 ? 'ExternalUserAndGuestSharing' : 'Disabled',
    tenantDisplayName: 'Contoso',
  };
  return name.endsWith('Id') ? guid : known[name];
}

/** The last day of use: most people of late, some long ago, some with none on record. */
function lastDay(name: string, set: string, at: number, date: string): string | null {
  // Somebody who left is seen nowhere; others leave out a service.
  const gone = chance('gone', at) < 0.09;
  const roll = chance(set, name, at);
  if (roll < (gone ? 0.2 : 0.06)) return null;
  if (gone || roll < 0.12) return sampleDate(date, -Math.round(90 + 320 * chance(name, at, 'long')));
  return sampleDate(date, -Math.floor(9 * chance(name, at, 'short') ** 2));
}

function valueOf(name: string, { type, collection, unit }: Property, set: string, at: number, date: string): unknown {
  if (collection)
    return name === 'assignedProducts'
      ? [plans[at % 4] ?? plans[0], ...extras.filter((extra) => chance(extra, at) < 0.2)]
      : [];
  const roll = chance(set, name, at);
  if (type === 'Edm.Boolean')
    return name === 'isDeleted'
      ? at % 71 === 5
      : name.startsWith('has') || name === 'isLicensed'
        ? roll < 0.93
        : roll < 0.5;
  if (type === 'Edm.Date') {
    if (name === 'deletedDate') return at % 71 === 5 ? sampleDate(date, -12) : null;
    return /LicenseAssignDate|^created/.test(name)
      ? sampleDate(date, -700 - Math.round(900 * roll))
      : lastDay(name, set, at, date);
  }
  if (type === 'Edm.Duration') return `PT${Math.floor(40 * roll)}H${Math.floor(59 * chance(name, at))}M`;
  if (type === 'Edm.DateTimeOffset') return `${sampleDate(date, -3)}T08:00:00Z`;
  if (type === 'Edm.String') return textOf(name, set, at) ?? null;
  if (unit === 'bytes')
    return /Quota|Allocated/.test(name)
      ? 50_000 * megabyte
      : Math.round(49_500 * megabyte * roll ** (at % 17 === 3 ? 0.05 : 3));
  return /External|guest|anonymous/i.test(name)
    ? roll < 0.15
      ? 1 + Math.floor(5 * chance(at))
      : 0
    : Math.floor(160 * roll ** 2);
}

/** The rows of a detail of one refresh date: people, groups, teams, sites that are named by number. */
export function* sampleDetail(
  type: EntityType,
  date: string,
  period: string,
): Iterable<Readonly<Record<string, unknown>>> {
  for (let at = 0; at < countOf(type); at += 1) {
    const values = Object.entries(type.properties).map(([name, property]) => {
      if (name === 'reportRefreshDate') return [name, date] as const;
      return [name, name === 'reportPeriod' ? period : valueOf(name, property, type.name, at, date)] as const;
    });
    yield Object.fromEntries(values);
  }
}
