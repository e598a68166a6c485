import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many people took part in conferences of each kind on one day. */
export const skypeForBusinessParticipantActivityUserCounts = report({
  name: 'skypeForBusinessParticipantActivityUserCounts',
  service: 'skypeForBusiness',
  shape: 'series',
  title: 'Skype for Business participant activity: participants',
  description: 'How many people took part in conferences of each kind on one day.',
  properties: {
    reportRefreshDate,
    reportDate,
    reportPeriod,
    im: column.distinct('IM', 'Instant messages', 'People who joined conferences with instant messages.', {
      example: '9',
    }),
    audioVideo: column.distinct(
      'Audio/Video',
      'Audio and video',
      'People who joined conferences with audio and video.',
      { example: '9' },
    ),
    appSharing: column.distinct(
      'App Sharing',
      'App sharing',
      'People who joined conferences with shared applications.',
      { example: '9' },
    ),
    web: column.distinct('Web', 'Web', 'People who joined conferences with web conferences.', { example: '9' }),
    dialInOut3rdParty: column.distinct(
      'Dial-in/out 3rd Party',
      'Dial-in and dial-out, third party',
      'People who joined conferences with dial-in or dial-out of a third party.',
      { example: '9' },
    ),
  },
  isRetired: true,
});
