import { reportGroups, reportShortTitle, type ReportList } from '../page/reportList.ts';
import type { ListedReport } from '../../shared/service/listedReport.ts';
import type { OpenApiDocument, Schema } from './openApi.ts';

/** Operations that belong together, in the order of the document. */
export interface ReferencePart {
  /** What people call it. */
  readonly title: string;
  /** Name of the set; empty for what is no set. */
  readonly set: string;
  /** Whether a path of the document belongs to it. */
  readonly owns: (path: string) => boolean;
  /** What the list of reports says of it; nothing where it is none. */
  readonly report?: ListedReport;
}

/** A service of Microsoft 365, or what is of none. */
export interface ReferenceGroup {
  readonly name: string;
  readonly parts: readonly ReferencePart[];
}

const root = '/v1.0/';
/** Whether a path is that of a resource or below it. */
const isBelow = (path: string, resource: string): boolean =>
  path.startsWith(root + resource) && /^(?:$|[(/])/.test(path.slice(root.length + resource.length));

function partOf(report: ListedReport): ReferencePart {
  const { set, function: name, root: below = 'reports' } = report;
  return {
    title: reportShortTitle(report),
    set,
    owns: (path) => isBelow(path, set) || isBelow(path, `${below}/${name}`),
    report,
  };
}

/** Sets of the service's own, which no report of Microsoft 365 stands behind: the document has a schema of their names. */
function ownSets({ paths, components }: OpenApiDocument, list: ReportList): readonly ReferencePart[] {
  return Object.keys(paths).flatMap((path) => {
    const set = path.slice(root.length);
    const schema = components['schemas']?.[set] as Schema | undefined;
    if (schema === undefined || list.has(set)) return [];
    return [{ title: schema.title ?? set, set, owns: (other: string) => isBelow(other, set) }];
  });
}

/** Everything the document describes, by service; what is about no report comes last. */
export function referenceGroups(list: ReportList, document: OpenApiDocument): readonly ReferenceGroup[] {
  const groups = reportGroups(list).map(({ name, reports }) => ({ name, parts: reports.map(partOf) }));
  const owned = ownSets(document, list);
  const known = [...groups.flatMap(({ parts }) => parts), ...owned];
  const rest: ReferencePart = {
    title: 'The service as a whole, and what is not OData',
    set: '',
    owns: (path) => !known.some(({ owns }) => owns(path)),
  };
  return [...groups, { name: 'This service', parts: [...owned, rest] }];
}
