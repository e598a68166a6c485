import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many people organised conferences of each kind on one day. */
export const skypeForBusinessOrganizerActivityUserCounts = report({
  name: 'skypeForBusinessOrganizerActivityUserCounts',
  service: 'skypeForBusiness',
  shape: 'series',
  title: 'Skype for Business organizer activity: organisers',
  description: 'How many people organised conferences of each kind on one day.',
  properties: {
    reportRefreshDate,
    reportDate,
    reportPeriod,
    im: column.distinct('IM', 'Instant messages', 'People who organised conferences with instant messages.', {
      example: '9',
    }),
    audioVideo: column.distinct(
      'Audio/Video',
      'Audio and video',
      'People who organised conferences with audio and video.',
      { example: '9' },
    ),
    appSharing: column.distinct(
      'App Sharing',
      'App sharing',
      'People who organised conferences with shared applications.',
      { example: '9' },
    ),
    web: column.distinct('Web', 'Web', 'People who organised conferences with web conferences.', { example: '9' }),
    dialInOut3rdParty: column.distinct(
      'Dial-in/out 3rd Party',
      'Dial-in and dial-out, third party',
      'People who organised conferences with dial-in or dial-out of a third party.',
      { example: '9' },
    ),
    dialInOutMicrosoft: column.distinct(
      'Dial-in/out Microsoft',
      'Dial-in and dial-out, Microsoft',
      'People who organised conferences with dial-in or dial-out by Microsoft.',
      { example: '9' },
    ),
  },
  isRetired: true,
});
