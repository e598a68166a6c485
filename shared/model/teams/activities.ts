import { column } from '../column.ts';
import { posts } from './posts.ts';

/** How often people did what, and for how long, on a day or over a period: in the order of the files with a row for each day. */
export const activities = (count: 'flow' | 'period') => ({
  teamChatMessages: column[count]('Team Chat Messages', 'Channel messages', 'Messages that people wrote in channels.', {
    example: '512',
  }),
  ...posts(count),
  privateChatMessages: column[count]('Private Chat Messages', 'Chat messages', 'Messages that people wrote in chats.', {
    example: '4210',
  }),
  calls: column[count]('Calls', 'Calls', 'Calls of two that people took part in.', { example: '143' }),
  meetings: column[count]('Meetings', 'Meetings', 'Meetings that people took part in.', { example: '205' }),
  audioDuration: column.duration(
    count,
    'Audio Duration',
    'Audio',
    'How long people used audio in calls and meetings.',
    { example: 'P2DT3H20M' },
  ),
  videoDuration: column.duration(
    count,
    'Video Duration',
    'Video',
    'How long people used video in calls and meetings.',
    { example: 'P1DT6H5M' },
  ),
  screenShareDuration: column.duration(
    count,
    'Screen Share Duration',
    'Screen sharing',
    'How long people shared screens in calls and meetings.',
    { example: 'PT9H40M' },
  ),
  meetingsOrganized: column[count]('Meetings Organized', 'Meetings organised', 'Meetings that people organised.', {
    example: '88',
  }),
  meetingsAttended: column[count]('Meetings Attended', 'Meetings attended', 'Meetings that people attended.', {
    example: '197',
  }),
});
