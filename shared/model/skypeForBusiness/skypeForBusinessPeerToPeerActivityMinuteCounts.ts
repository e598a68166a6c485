import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many minutes the sessions of two people took on one day. */
export const skypeForBusinessPeerToPeerActivityMinuteCounts = report({
  name: 'skypeForBusinessPeerToPeerActivityMinuteCounts',
  service: 'skypeForBusiness',
  shape: 'series',
  title: 'Skype for Business peer-to-peer activity: minutes of sessions of two',
  description: 'How many minutes the sessions of two people took on one day.',
  properties: {
    reportRefreshDate,
    reportDate,
    reportPeriod,
    audio: column.flow('Audio', 'Audio', 'Minutes of sessions of two with audio calls.', {
      unit: 'minutes',
      example: '305',
    }),
    video: column.flow('Video', 'Video', 'Minutes of sessions of two with video calls.', {
      unit: 'minutes',
      example: '305',
    }),
  },
  isRetired: true,
});
