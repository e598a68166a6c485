import { entityShape, type Column } from '../../bind/bound/rowShape.ts';
import type { EntityType, ReportFunction } from '../../edm/entityType.ts';

/** The function of a report and the columns it is about. */
export interface ReportParts {
  readonly called: ReportFunction;
  readonly refreshDate: Column;
  /** Absent where the report does not tell its periods apart. */
  readonly period?: Column;
  /** The day a row is about; absent where rows are about no day. */
  readonly day?: Column;
  /** What tells rows apart that are of one date and, where there are days and periods, of one day and period. */
  readonly others: readonly Column[];
}

/** The parts of a report type by their roles. */
export function reportParts(type: EntityType): ReportParts {
  const { reportFunction: called, naturalKey } = type;
  if (called === undefined) throw new Error(`${type.name} has no report function`);
  const { columns } = entityShape(type);
  const column = (name: string): Column => {
    const found = columns.get(name);
    if (found === undefined) throw new Error(`${type.name} has no property ${name}`);
    return found;
  };
  const roles = [called.refreshDate, called.period, called.newestFirst];
  return {
    called,
    refreshDate: column(called.refreshDate),
    ...(called.period !== undefined && { period: column(called.period) }),
    ...(called.newestFirst !== undefined && { day: column(called.newestFirst) }),
    others: naturalKey.filter((name) => !roles.includes(name)).map(column),
  };
}
