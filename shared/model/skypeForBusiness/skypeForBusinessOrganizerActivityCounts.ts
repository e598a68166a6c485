import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many conferences of each kind were organised on one day. */
export const skypeForBusinessOrganizerActivityCounts = report({
  name: 'skypeForBusinessOrganizerActivityCounts',
  service: 'skypeForBusiness',
  shape: 'series',
  title: 'Skype for Business organizer activity: conferences organised',
  description: 'How many conferences of each kind were organised on one day.',
  properties: {
    reportRefreshDate,
    reportDate,
    reportPeriod,
    im: column.flow('IM', 'Instant messages', 'Conferences organised with instant messages.', { example: '14' }),
    audioVideo: column.flow('Audio/Video', 'Audio and video', 'Conferences organised with audio and video.', {
      example: '14',
    }),
    appSharing: column.flow('App Sharing', 'App sharing', 'Conferences organised with shared applications.', {
      example: '14',
    }),
    web: column.flow('Web', 'Web', 'Conferences organised with web conferences.', { example: '14' }),
    dialInOut3rdParty: column.flow(
      'Dial-in/out 3rd Party',
      'Dial-in and dial-out, third party',
      'Conferences organised with dial-in or dial-out of a third party.',
      { example: '14' },
    ),
    dialInOutMicrosoft: column.flow(
      'Dial-in/out Microsoft',
      'Dial-in and dial-out, Microsoft',
      'Conferences organised with dial-in or dial-out by Microsoft.',
      { example: '14' },
    ),
  },
  isRetired: true,
});
