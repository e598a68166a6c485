import { column } from '../column.ts';
import { posts } from './posts.ts';

/** What happened in all teams together: `events` is what counts happenings, `actives` what counts people and channels. */
export const teamActivity = (events: 'flow' | 'period', actives: 'distinct' | 'period') => ({
  activeUsers: column[actives]('Active Users', 'Active people', 'People who were active in teams.', { example: '212' }),
  activeChannels: column[actives]('Active Channels', 'Active channels', 'Channels in which something happened.', {
    example: '48',
  }),
  guests: column[actives]('Guests', 'Active guests', 'Guests who were active in teams.', { example: '6' }),
  reactions: column[events]('Reactions', 'Reactions', 'Reactions to messages in teams.', { example: '340' }),
  meetingsOrganized: column[events]('Meetings Organized', 'Meetings organised', 'Meetings organised in teams.', {
    example: '17',
  }),
  postMessages: posts(events).postMessages,
  channelMessages: column[events]('Channel Messages', 'Channel messages', 'Messages in channels: posts and replies.', {
    example: '498',
  }),
  activeSharedChannels: column[actives](
    'Active Shared Channels',
    'Active shared channels',
    'Shared channels in which something happened.',
    { example: '3' },
  ),
  activeExternalUsers: column[actives](
    'Active External Users',
    'Active external people',
    'People from other organisations who were active in teams.',
    { example: '5' },
  ),
  replyMessages: posts(events).replyMessages,
  urgentMessages: column[events]('Urgent Messages', 'Urgent messages', 'Messages marked as urgent.', { example: '2' }),
  mentions: column[events]('Mentions', 'Mentions', 'Mentions of people in messages in teams.', { example: '88' }),
});
