import { report } from '../report.ts';
import { reportPeriod, reportRefreshDate } from '../reportProperties.ts';
import { activities } from './activities.ts';

const counted = activities('period');

/** How often people, with a licence or without one, wrote, called and met in Teams during the period. */
export const teamsUserActivityTotalDistributionCounts = report({
  name: 'teamsUserActivityTotalDistributionCounts',
  service: 'teams',
  shape: 'total',
  title: 'Teams user activity: activities of all people over the period',
  description: 'How often people, with a licence or without one, wrote, called and met in Teams during the period.',
  properties: {
    reportRefreshDate,
    teamChatMessages: counted.teamChatMessages,
    privateChatMessages: counted.privateChatMessages,
    calls: counted.calls,
    meetings: counted.meetings,
    meetingsOrganized: counted.meetingsOrganized,
    meetingsAttended: counted.meetingsAttended,
    audioDuration: counted.audioDuration,
    videoDuration: counted.videoDuration,
    screenShareDuration: counted.screenShareDuration,
    postMessages: counted.postMessages,
    replyMessages: counted.replyMessages,
    reportPeriod,
  },
  called: { apiVersion: 'beta' },
});
