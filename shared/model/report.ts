import type { EntityType, Index, OtherHeader, Property, ReportFunction, Shape, Subject } from '../edm/entityType.ts';
import type { Service } from './services.ts';

/** A report as it is declared: what follows from its shape is left out, and named only where it differs. */
interface Declared<P> {
  /** Name of the type and of its set: that of Microsoft Graph's function without `get`. */
  readonly name: string;
  readonly service: Service;
  readonly shape: Shape;
  readonly title: string;
  readonly description: string;
  /** In the order of the CSV; those that are not in it anywhere. */
  readonly properties: P;
  /** What tells the rows of a day, or of a date and period, apart where there are several. */
  readonly keyParts?: readonly (keyof P & string)[];
  /** Of a detail; the user by sign-in name unless given. */
  readonly subject?: {
    readonly id?: keyof P & string;
    readonly names: readonly [keyof P & string, ...(keyof P & string)[]];
  };
  /** Every line of a file is a row, as in details; a total's rows of equal keys are one row unless given. */
  readonly hasPlaces?: true;
  readonly isRetired?: true;
  readonly headerSeparator?: ', ';
  readonly headerSeen?: string;
  readonly otherHeaders?: readonly OtherHeader[];
  readonly called?: Partial<Pick<ReportFunction, 'parameters' | 'periods' | 'versions' | 'root' | 'apiVersion'>>;
}

/** A declared report, with the literal names and types of its properties. */
export type Report<P> = Omit<EntityType, 'properties'> & { readonly properties: P };

const periods = ['D7', 'D30', 'D90', 'D180'];
const [day, date, period, user] = ['reportDate', 'reportRefreshDate', 'reportPeriod', 'userPrincipalName'] as const;

/** What follows from a shape: the parts of the key before those of a report's own, and the parameters of the function. */
const shapes = {
  series: { key: [day], parameters: ['period'], newestFirst: day },
  total: { key: [date, period], parameters: ['period'] },
  detail: { key: [date, period], parameters: ['period', 'date'] },
} as const satisfies Record<
  Shape,
  { key: readonly string[]; parameters: ReportFunction['parameters']; newestFirst?: string }
>;

/** Days in both directions; snapshots by period, the newest first, and details of one in the order of their names. */
function indexesOf(shape: Shape, hasPeriod: boolean, { names: [name] }: Subject): readonly Index[] {
  if (shape === 'series') return [{ parts: [{ property: day }] }, { parts: [{ property: day, newestFirst: true }] }];
  const snapshot = [...(hasPeriod ? [{ property: period }] : []), { property: date, newestFirst: true } as const];
  return [{ parts: shape === 'detail' ? [...snapshot, { property: name }] : snapshot }];
}

/** Declares a report of Microsoft Graph: key, indexes and function follow from its shape. */
export function report<const P extends Readonly<Record<string, Property>>>(declared: Declared<P>): Report<P> {
  const { shape, properties, keyParts = [], subject, hasPlaces, called, ...words } = declared;
  const rule = shapes[shape];
  const has = (name: string): boolean => Object.hasOwn(properties, name);
  const own: Subject = subject ?? { names: [user] };
  return {
    ...words,
    shape,
    properties,
    naturalKey: [...rule.key.filter(has), ...keyParts],
    ...(shape === 'detail' && { subject: own }),
    ...((shape === 'detail' || hasPlaces) && { hasPlaces: true }),
    indexes: indexesOf(shape, has(period), own),
    reportFunction: {
      name: `get${declared.name.charAt(0).toUpperCase()}${declared.name.slice(1)}`,
      parameters: rule.parameters,
      periods,
      root: 'reports',
      apiVersion: 'v1.0',
      ...called,
      refreshDate: date,
      ...(has(period) && { period }),
      ...('newestFirst' in rule && { newestFirst: rule.newestFirst }),
    },
  };
}
