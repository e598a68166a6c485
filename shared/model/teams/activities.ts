import { column } from '../column.ts';

/** How often people did what on a day, and for how long, in the order of the files with a row for each day. */
export const activities = {
  teamChatMessages: column.flow('Team Chat Messages', 'Channel messages', 'Messages that people wrote in channels.', {
    example: '512',
  }),
  postMessages: column.flow('Post Messages', 'Posts', 'Messages that began a conversation in a channel.', {
    example: '160',
  }),
  replyMessages: column.flow('Reply Messages', 'Replies', 'Replies in channels.', { example: '352' }),
  privateChatMessages: column.flow('Private Chat Messages', 'Chat messages', 'Messages that people wrote in chats.', {
    example: '4210',
  }),
  calls: column.flow('Calls', 'Calls', 'Calls of two that people took part in.', { example: '143' }),
  meetings: column.flow('Meetings', 'Meetings', 'Meetings that people took part in.', { example: '205' }),
  audioDuration: column.duration(
    'flow',
    'Audio Duration',
    'Audio',
    'How long people used audio in calls and meetings.',
    { example: 'P2DT3H20M' },
  ),
  videoDuration: column.duration(
    'flow',
    'Video Duration',
    'Video',
    'How long people used video in calls and meetings.',
    { example: 'P1DT6H5M' },
  ),
  screenShareDuration: column.duration(
    'flow',
    'Screen Share Duration',
    'Screen sharing',
    'How long people shared screens in calls and meetings.',
    { example: 'PT9H40M' },
  ),
  meetingsOrganized: column.flow('Meetings Organized', 'Meetings organised', 'Meetings that people organised.', {
    example: '88',
  }),
  meetingsAttended: column.flow('Meetings Attended', 'Meetings attended', 'Meetings that people attended.', {
    example: '197',
  }),
};
