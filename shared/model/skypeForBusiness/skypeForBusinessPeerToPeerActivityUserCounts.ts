import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many people took part in sessions of two on one day, by kind. */
export const skypeForBusinessPeerToPeerActivityUserCounts = report({
  name: 'skypeForBusinessPeerToPeerActivityUserCounts',
  service: 'skypeForBusiness',
  shape: 'series',
  title: 'Skype for Business peer-to-peer activity: people in sessions of two',
  description: 'How many people took part in sessions of two on one day, by kind.',
  properties: {
    reportRefreshDate,
    reportDate,
    reportPeriod,
    im: column.distinct('IM', 'Instant messages', 'People in sessions of two with instant messages.', { example: '9' }),
    audio: column.distinct('Audio', 'Audio', 'People in sessions of two with audio calls.', { example: '9' }),
    video: column.distinct('Video', 'Video', 'People in sessions of two with video calls.', { example: '9' }),
    appSharing: column.distinct('App Sharing', 'App sharing', 'People in sessions of two with shared applications.', {
      example: '9',
    }),
    fileTransfer: column.distinct('File Transfer', 'File transfers', 'People in sessions of two with file transfers.', {
      example: '9',
    }),
  },
  isRetired: true,
});
