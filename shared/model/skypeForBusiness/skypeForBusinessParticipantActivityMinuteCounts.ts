import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many minutes people took part in conferences on one day. */
export const skypeForBusinessParticipantActivityMinuteCounts = report({
  name: 'skypeForBusinessParticipantActivityMinuteCounts',
  service: 'skypeForBusiness',
  shape: 'series',
  title: 'Skype for Business participant activity: minutes of conferences joined',
  description: 'How many minutes people took part in conferences on one day.',
  properties: {
    reportRefreshDate,
    reportDate,
    reportPeriod,
    audiovideo: column.flow('Audio/Video', 'Audio and video', 'Minutes of conferences with audio and video.', {
      unit: 'minutes',
      example: '305',
    }),
  },
  isRetired: true,
});
