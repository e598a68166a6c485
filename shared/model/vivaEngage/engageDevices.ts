import { column } from '../column.ts';

/** The number of people by device, on a day or over a period. */
export const engageDevices = (count: 'distinct' | 'period') => ({
  web: column[count]('Web', 'Browser', 'People who used Viva Engage in a browser.', { example: '118' }),
  windowsPhone: column[count]('Windows Phone', 'Windows Phone', 'People who used Viva Engage on a Windows phone.', {
    example: '0',
  }),
  androidPhone: column[count]('Android Phone', 'Android', 'People who used Viva Engage on an Android phone.', {
    example: '22',
  }),
  iPhone: column[count]('iPhone', 'iPhone', 'People who used Viva Engage on an iPhone.', { example: '31' }),
  iPad: column[count]('iPad', 'iPad', 'People who used Viva Engage on an iPad.', { example: '4' }),
  other: column[count]('Other', 'Other devices', 'People who used Viva Engage on another device.', { example: '1' }),
});
