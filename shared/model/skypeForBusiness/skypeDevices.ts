import { column } from '../column.ts';

/** The number of people by device, on a day or over a period. */
export const skypeDevices = (count: 'distinct' | 'period') => ({
  windows: column[count]('Windows', 'Windows', 'People who used Skype for Business on a Windows computer.', {
    example: '64',
  }),
  windowsPhone: column[count](
    'Windows Phone',
    'Windows Phone',
    'People who used Skype for Business on a Windows phone.',
    { example: '0' },
  ),
  androidPhone: column[count]('Android Phone', 'Android', 'People who used Skype for Business on an Android phone.', {
    example: '9',
  }),
  iPhone: column[count]('iPhone', 'iPhone', 'People who used Skype for Business on an iPhone.', { example: '13' }),
  iPad: column[count]('iPad', 'iPad', 'People who used Skype for Business on an iPad.', { example: '2' }),
});
