import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportRefreshDate } from '../reportProperties.ts';
import { productType } from './productType.ts';

/** How often each product is activated on each platform. */
export const office365ActivationCounts = report({
  name: 'office365ActivationCounts',
  service: 'microsoft365',
  shape: 'total',
  title: 'Microsoft 365 activations: activations by platform',
  description: 'How often each product is activated on each platform.',
  properties: {
    reportRefreshDate,
    productType,
    windows: column.level('Windows', 'Windows', 'Activations on Windows.', { example: '240' }),
    mac: column.level('Mac', 'Mac', 'Activations on Mac.', { example: '31' }),
    android: column.level('Android', 'Android', 'Activations on Android.', { example: '77' }),
    ios: column.level('iOS', 'iOS', 'Activations on iOS.', { example: '102' }),
    windows10Mobile: column.level('Windows 10 Mobile', 'Windows 10 Mobile', 'Activations on Windows 10 Mobile.', {
      example: '0',
    }),
  },
  keyParts: ['productType'],
  headerSeen: '2022-10-25',
  called: { parameters: [], periods: [] },
});
