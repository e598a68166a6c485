import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many conferences of each kind people took part in on one day. */
export const skypeForBusinessParticipantActivityCounts = report({
  name: 'skypeForBusinessParticipantActivityCounts',
  service: 'skypeForBusiness',
  shape: 'series',
  title: 'Skype for Business participant activity: conferences joined',
  description: 'How many conferences of each kind people took part in on one day.',
  properties: {
    reportRefreshDate,
    reportDate,
    reportPeriod,
    im: column.flow('IM', 'Instant messages', 'Conferences joined with instant messages.', { example: '14' }),
    audioVideo: column.flow('Audio/Video', 'Audio and video', 'Conferences joined with audio and video.', {
      example: '14',
    }),
    appSharing: column.flow('App Sharing', 'App sharing', 'Conferences joined with shared applications.', {
      example: '14',
    }),
    web: column.flow('Web', 'Web', 'Conferences joined with web conferences.', { example: '14' }),
    dialInOut3rdParty: column.flow(
      'Dial-in/out 3rd Party',
      'Dial-in and dial-out, third party',
      'Conferences joined with dial-in or dial-out of a third party.',
      { example: '14' },
    ),
  },
  isRetired: true,
});
