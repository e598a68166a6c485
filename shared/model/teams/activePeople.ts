import { column } from '../column.ts';

const people = (count: 'distinct' | 'period') => ({
  teamChatMessages: column[count]('Team Chat Messages', 'Wrote in channels', 'People who wrote messages in channels.', {
    example: '74',
  }),
  privateChatMessages: column[count]('Private Chat Messages', 'Wrote in chats', 'People who wrote messages in chats.', {
    example: '221',
  }),
  calls: column[count]('Calls', 'Called', 'People who took part in calls of two.', { example: '97' }),
  meetings: column[count]('Meetings', 'Met', 'People who took part in meetings.', { example: '183' }),
});

/** The number of people by what they did. */
export const activePeople = {
  ofDay: {
    ...people('distinct'),
    otherActions: column.distinct(
      'Other Actions',
      'Other activity',
      'People who were active in Teams in another way.',
      { example: '31' },
    ),
  },
  ofPeriod: people('period'),
} as const;
