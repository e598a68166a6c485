import { services } from '../../shared/model/services.ts';
import type { ListedColumn, ListedReport } from '../../shared/service/listedReport.ts';

const names: Readonly<Record<string, string>> = services;

/** The reports there are, by the name of their set. */
export type ReportList = ReadonlyMap<string, ListedReport>;

/** The group of reports that Microsoft has ended, which comes last, whatever their service. */
const retired = 'No longer written';

/** Reports of a service. */
export interface ReportGroup {
  readonly name: string;
  readonly isRetired: boolean;
  readonly reports: readonly ListedReport[];
}

/** The words of a title: what the report is about, and what a row of it tells. */
export interface ReportWords {
  readonly about: string;
  readonly what: string;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Takes the title of a report apart. */
export function reportWords({ title }: Pick<ListedReport, 'title'>): ReportWords {
  const [about = title, what = title] = title.split(': ', 2);
  return { about, what: capital(what) };
}

/** The title of a report within the list of its service, whose name it does not repeat. */
export function reportShortTitle({ title, service }: Pick<ListedReport, 'title' | 'service'>): string {
  const name = names[service] ?? service;
  return capital(title.startsWith(`${name} `) ? title.slice(name.length + 1) : title);
}

/** The numbers of a series or total, in declared order. */
export function reportNumbers({ columns }: Pick<ListedReport, 'columns'>): readonly ListedColumn[] {
  return columns.filter(({ measure }) => measure !== undefined);
}

/** All reports by service. */
export function reportGroups(list: ReportList): readonly ReportGroup[] {
  const groups = new Map<string, ListedReport[]>([...Object.values(services), retired].map((name) => [name, []]));
  for (const report of list.values()) {
    const name = report.isRetired === true ? retired : (names[report.service] ?? report.service);
    const group = groups.get(name) ?? [];
    group.push(report);
    groups.set(name, group);
  }
  return [...groups].flatMap(([name, reports]) =>
    reports.length === 0 ? [] : [{ name, isRetired: name === retired, reports }],
  );
}

/** Whether a report is meant: each word is in its title, its service, a label of its columns, or the name of its set. */
export function reportMatches({ title, service, set, columns }: ListedReport, wanted: string): boolean {
  const words = wanted
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const text = [title, names[service] ?? service, set, ...columns.map(({ label }) => label)].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}
