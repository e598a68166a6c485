import type { EntityType, Property } from '../../shared/edm/entityType.ts';
import type { ListedColumn, ListedReport } from '../../shared/service/listedReport.ts';

function columnOf([name, { type, label, collection, measure, unit = 'count' }]: readonly [
  string,
  Property,
]): ListedColumn {
  return {
    name,
    label: label ?? name,
    ...(type !== 'Edm.Int64' && { type }),
    ...(collection && { collection }),
    ...(measure && { measure }),
    ...(measure && unit !== 'count' && { unit }),
  };
}

/** What a row of a detail is about; it stands beside the key in the model, because it may be empty. */
const subjectParts = (subject: EntityType['subject']): readonly string[] =>
  subject === undefined ? [] : [...(subject.id === undefined ? [] : [subject.id]), ...subject.names];

/** What the list of reports tells of each report of the model; types that are no reports are left out. */
export function listReports(model: readonly EntityType[]): readonly ListedReport[] {
  return model.flatMap(
    ({ name, title, service, shape, properties, naturalKey, subject, isRetired, reportFunction }) => {
      if (!shape || !service || !reportFunction) return [];
      const { root, periods, refreshDate, period, newestFirst } = reportFunction;
      const common = [refreshDate, period, newestFirst];
      const report: ListedReport = {
        set: name,
        function: reportFunction.name,
        ...(root !== 'reports' && { root }),
        title: title ?? name,
        service,
        shape,
        periods,
        keyParts: [...naturalKey.filter((part) => !common.includes(part)), ...subjectParts(subject)],
        ...(subject && { subject: subject.names[0] }),
        ...(isRetired && { isRetired }),
        columns: Object.entries(properties).map(columnOf),
      };
      return [report];
    },
  );
}
