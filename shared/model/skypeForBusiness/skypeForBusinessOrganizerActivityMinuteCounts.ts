import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportDate, reportPeriod, reportRefreshDate } from '../reportProperties.ts';

/** How many minutes the conferences that were organised on one day took. */
export const skypeForBusinessOrganizerActivityMinuteCounts = report({
  name: 'skypeForBusinessOrganizerActivityMinuteCounts',
  service: 'skypeForBusiness',
  shape: 'series',
  title: 'Skype for Business organizer activity: minutes of conferences organised',
  description: 'How many minutes the conferences that were organised on one day took.',
  properties: {
    reportRefreshDate,
    reportDate,
    reportPeriod,
    audioVideo: column.flow('Audio/Video', 'Audio and video', 'Minutes of conferences with audio and video.', {
      unit: 'minutes',
      example: '305',
    }),
    dialInMicrosoft: column.flow('Dial-in Microsoft', 'Dial-in, Microsoft', 'Minutes of dial-in by Microsoft.', {
      unit: 'minutes',
      example: '20',
    }),
    dialOutMicrosoft: column.flow('Dial-out Microsoft', 'Dial-out, Microsoft', 'Minutes of dial-out by Microsoft.', {
      unit: 'minutes',
    }),
  },
  isRetired: true,
});
