import type { ListedReport } from '../../shared/service/listedReport.ts';
import type { ReportList } from './reportList.ts';

/** Reads the list the build makes from the model; the markup says where it is. */
export async function readReportList(): Promise<ReportList> {
  const { href } = document.querySelector<HTMLLinkElement>('#reports') ?? {};
  const response = await fetch(href ?? '');
  if (!response.ok) throw new Error(`The list of reports could not be read: the service answered ${response.status}.`);
  const reports = (await response.json()) as readonly ListedReport[];
  return new Map(reports.map((report) => [report.set, report]));
}
