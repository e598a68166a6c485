import type { EntityType } from '../edm/entityType.ts';
import type { ReportRequest } from './reportRequests.ts';
import type { StoredReport } from './storeReport.ts';

/** What a run came to for one report type. */
interface TypeSummary {
  reports: number;
  readonly rows: StoredReport['rows'];
  /** Milliseconds spent on its reports. */
  duration: number;
}

/** What a run came to; the one line it leaves in the log. */
export interface CollectSummary {
  readonly tenant: string;
  readonly rows: StoredReport['rows'];
  readonly types: Readonly<Record<string, TypeSummary>>;
  /** Reports that failed in whole or in part, and why. */
  readonly failures: readonly { readonly report: string; readonly reason: string }[];
  /** Columns of Graph's files that the model does not have, by type. */
  readonly unknownColumns: Readonly<Record<string, readonly string[]>>;
  /** Types in which Graph conceals names. */
  readonly concealed: readonly string[];
}

const noRows = (): StoredReport['rows'] => ({ created: 0, updated: 0, unchanged: 0, older: 0, failed: 0 });

/** Adds up what the reports of a run came to. */
export function collectSummary(tenant: string, types: readonly EntityType[]) {
  const byType = Object.fromEntries(
    types.map(({ name }): [string, TypeSummary] => [name, { reports: 0, rows: noRows(), duration: 0 }]),
  );
  const rows = noRows();
  const failures: { report: string; reason: string }[] = [];
  const unknownColumns: Record<string, readonly string[]> = {};
  const concealed = new Set<string>();

  function fail(request: ReportRequest, reason: string): void {
    failures.push({ report: request.call, reason });
  }

  return {
    fail,
    spend({ type }: ReportRequest, duration: number): void {
      const summary = byType[type.name];
      if (summary !== undefined) summary.duration += duration;
    },
    add(request: ReportRequest, report: StoredReport): void {
      const { name } = request.type;
      const summary = byType[name];
      if (summary === undefined) return;
      summary.reports += 1;
      for (const kind of ['created', 'updated', 'unchanged', 'older', 'failed'] as const) {
        summary.rows[kind] += report.rows[kind];
        rows[kind] += report.rows[kind];
      }
      if (report.concealed.length > 0) concealed.add(name);
      if (report.unknownColumns.length > 0) unknownColumns[name] = report.unknownColumns;
      if (report.rows.failed > 0) {
        const why = [...report.problems, ...(report.stopped === undefined ? [] : [report.stopped])].join('; ');
        fail(request, `${report.rows.failed} rows failed: ${why}`);
      }
    },
    end: (): CollectSummary => ({ tenant, rows, types: byType, failures, unknownColumns, concealed: [...concealed] }),
  };
}
