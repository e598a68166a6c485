import { column } from '../column.ts';

/** The number of people by device, on a day or over a period. */
export const teamsDevices = (count: 'distinct' | 'period') => ({
  web: column[count]('Web', 'Browser', 'People who used Teams in a browser.', { example: '61' }),
  windowsPhone: column[count]('Windows Phone', 'Windows Phone', 'People who used Teams on a Windows phone.', {
    example: '0',
  }),
  androidPhone: column[count]('Android Phone', 'Android', 'People who used Teams on an Android phone.', {
    example: '72',
  }),
  ios: column[count]('iOS', 'iOS', 'People who used Teams on an iPhone or iPad.', { example: '104' }),
  mac: column[count]('Mac', 'Mac', 'People who used Teams on a Mac.', { example: '35' }),
  windows: column[count]('Windows', 'Windows', 'People who used Teams on a Windows computer.', { example: '233' }),
  chromeOS: column[count]('Chrome OS', 'ChromeOS', 'People who used Teams on ChromeOS.', { example: '2' }),
  linux: column[count]('Linux', 'Linux', 'People who used Teams on Linux.', { example: '3' }),
});
