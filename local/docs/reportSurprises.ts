import { markdownTable } from './markdownTable.ts';

const shapes = [
  [
    'series',
    'one day, of one site type where there are several',
    '`2026-11-26`, `2026-11-26_OneDrive`',
    'the days that end with the newest there is, that first, each once: **computed**',
  ],
  [
    'total',
    'the state of a refresh date for a period',
    '`2026-11-26_7`',
    'the rows of the newest refresh date of the period',
  ],
  [
    'detail',
    'a user, group, team, site or mailbox on a refresh date, for a period',
    '`2026-11-26_7_<UUID>`: no id holds a name',
    'the rows of the newest refresh date of the period, or of `date`, in the order of their names',
  ],
];

/** What docs/reports.md says of all reports: what a row is, and what surprises who reads them. */
export function reportSurprises(count: number, contents: string): string {
  return [
    '# Reports',
    '',
    `The ${count} usage reports of Microsoft Graph as this service keeps them. Look for the words of the admin center, such as "Teams device usage". Each`,
    'has an entity set, which keeps every row there ever was, and the function of Microsoft Graph, which gives the newest report. Properties with what they',
    'measure are in `/docs` and `$metadata`. Written by `npm run docs` from `shared/model/`.',
    '',
    contents,
    '',
    '## What a row is',
    '',
    markdownTable(['Shape', 'A row is', 'Its id', 'The function gives'], shapes),
    '',
    'An id is made from the values of the row, by whoever stores it: a program addresses the same row as the collector. Any other id is allowed, too.',
    '',
    '## Since which columns',
    '',
    'Microsoft adds columns to its files over the years; the import reads every header line there is known to have been. *Columns since* counts the lines of a',
    'report from the oldest and says which one brought a column, with the month since which all files have it where that is known; `seen` is the date of a file',
    "with the newest line, and without it the line is known from Microsoft's documentation. `beta` and `version v2` are other files that Microsoft Graph gives of",
    'the report. In rows of files without a column the property is null.',
    '',
    '## What surprises',
    '',
    '- **A period nobody collected is an empty answer**, not an error: the column *Collected* says what the collector fetches by itself, and',
    '  `COLLECTOR_DETAIL_PERIODS` and `COLLECTOR_REPORTS` what else ([settings](settings.md)).',
    '- **A function of a series is a view.** Of the rows of a day it shows the one with the newer refresh date, then that of the period asked for, then of the',
    '  shorter, then the one under the id above. All its rows say the period that was asked for, and the newest refresh date among those that are read for its first',
    '  page: a page that shows some of the days, the newest first, reads these and no others. They are in no set:',
    '  `@odata.id` is null, there is no entity tag, `/$ref` is 501. `$filter`, `$orderby`, `$apply` and all other options are about this view. Pages keep to the',
    '  newest day of the first. It reads 9,000 rows at most: who stores a day more often than 50 times gets a 504.',
    '- **In the set, `reportPeriod` of a series row is where its figures came from**, the report that was stored last for the day. It is nothing to filter a history by.',
    "- **`period='ALL'`** (Copilot) is one block for each period, that of 7 days first; in a series the ids in it end with `_7`, `_30` and so on.",
    '- **Totals and details are the state of a night.** The function gives those of one refresh date, and nobody can compute those of another from it. A date the',
    '  ledger says is [not all there](collector.md#the-ledger-and-the-coverage) is passed over, and the date before it is given; rows without an entry in the ledger count as they are.',
    '- **`date=`** gives one period, the shortest there is for that refresh date.',
    '- **Dates after tomorrow (UTC) are never the newest.** They are kept as they were sent.',
    '- **`All` and `OneDrive` do not add up**: `All` is all site types together. Filter by one.',
    '- **The last three days are provisional**: Microsoft fills them in over the next nights.',
    '- **Details have no history before the first run.** Series reach back 180 days from it.',
    '- **Concealing names midway breaks joins**: from that day on users, groups and sites have other names and ids ([collector](collector.md)).',
    '- **Distinct people of days never add up** to those of a period: `/docs` says of each number what it measures.',
  ].join('\n');
}
