import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many sessions of two people there were on one day, by kind. */
export const skypeForBusinessPeerToPeerActivityCounts = report({
  name: 'skypeForBusinessPeerToPeerActivityCounts',
  service: 'skypeForBusiness',
  shape: 'series',
  title: 'Skype for Business peer-to-peer activity: sessions of two',
  description: 'How many sessions of two people there were on one day, by kind.',
  properties: {
    reportRefreshDate,
    reportDate,
    reportPeriod,
    im: column.flow('IM', 'Instant messages', 'Sessions of two with instant messages.', { example: '14' }),
    audio: column.flow('Audio', 'Audio', 'Sessions of two with audio calls.', { example: '14' }),
    video: column.flow('Video', 'Video', 'Sessions of two with video calls.', { example: '14' }),
    appSharing: column.flow('App Sharing', 'App sharing', 'Sessions of two with shared applications.', {
      example: '14',
    }),
    fileTransfer: column.flow('File Transfer', 'File transfers', 'Sessions of two with file transfers.', {
      example: '14',
    }),
  },
  isRetired: true,
});
