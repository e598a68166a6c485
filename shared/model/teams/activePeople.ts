import { column } from '../column.ts';

/** The number of people by what they did, on a day or over a period. */
export const activePeople = (count: 'distinct' | 'period') => ({
  teamChatMessages: column[count]('Team Chat Messages', 'Wrote in channels', 'People who wrote messages in channels.', {
    example: '74',
  }),
  privateChatMessages: column[count]('Private Chat Messages', 'Wrote in chats', 'People who wrote messages in chats.', {
    example: '221',
  }),
  calls: column[count]('Calls', 'Called', 'People who took part in calls of two.', { example: '97' }),
  meetings: column[count]('Meetings', 'Met', 'People who took part in meetings.', { example: '183' }),
});
