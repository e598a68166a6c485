import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many people used each Microsoft 365 app on one day. */
export const m365AppUserCounts = report({
  name: 'm365AppUserCounts',
  service: 'apps',
  shape: 'series',
  title: 'Microsoft 365 Apps usage: people by app',
  description: 'How many people used each Microsoft 365 app on one day.',
  properties: {
    reportRefreshDate,
    reportPeriod,
    reportDate,
    outlook: column.distinct('Outlook', 'Outlook', 'People who used Outlook.', { example: '163' }),
    word: column.distinct('Word', 'Word', 'People who used Word.', { example: '163' }),
    excel: column.distinct('Excel', 'Excel', 'People who used Excel.', { example: '163' }),
    powerPoint: column.distinct('PowerPoint', 'PowerPoint', 'People who used PowerPoint.', { example: '163' }),
    oneNote: column.distinct('OneNote', 'OneNote', 'People who used OneNote.', { example: '163' }),
    teams: column.distinct('Teams', 'Teams', 'People who used Teams.', { example: '163' }),
  },
});
