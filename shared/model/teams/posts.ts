import { column } from '../column.ts';

/** The messages of channels by whether they begin a conversation, of a day or over a period. */
export const posts = (count: 'flow' | 'period') => ({
  postMessages: column[count]('Post Messages', 'Posts', 'Messages that began a conversation in a channel.', {
    example: '160',
  }),
  replyMessages: column[count]('Reply Messages', 'Replies', 'Replies in channels.', { example: '352' }),
});
