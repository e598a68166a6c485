import type { ListedReport } from '../../shared/service/listedReport.ts';
import { reportWords, type ReportList, type ReportWords } from '../page/reportList.ts';
import type { PartName, PartRows } from './overviewParts.ts';

/** What panels draw with. */
export interface PanelInput {
  readonly rows: PartRows;
  readonly reports: ReportList;
  readonly today: string;
}

/** A part of the overview that stands or fails alone. */
export interface OverviewPanel {
  /** What it cannot be drawn without. */
  readonly parts: readonly PartName[];
  /** What it is called where it cannot be drawn. */
  readonly title: (reports: ReportList) => string;
  /** Undefined where there is nothing to show: the panel is left out. */
  draw(input: PanelInput): HTMLElement | undefined;
}

/** What people call a column of a report; its name where the report is not listed. */
export function panelLabel(reports: ReportList, set: string, name: string): string {
  return columnsOf(reports.get(set)).get(name) ?? name;
}

/** The words of the title of a report; the name of its set where it is not listed. */
export function panelWords(reports: ReportList, set: string): ReportWords {
  return reportWords(reports.get(set) ?? { title: set });
}

const columnsOf = (report: ListedReport | undefined): ReadonlyMap<string, string> =>
  new Map(report?.columns.map(({ name, label }) => [name, label]));
