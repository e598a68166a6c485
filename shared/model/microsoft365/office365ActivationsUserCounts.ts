import { column } from '../column.ts';
import { report } from '../report.ts';
import { reportRefreshDate } from '../reportProperties.ts';
import { productType } from './productType.ts';

/** How many people each product is assigned to, and how many of them have activated it. */
export const office365ActivationsUserCounts = report({
  name: 'office365ActivationsUserCounts',
  service: 'microsoft365',
  shape: 'total',
  title: 'Microsoft 365 activations: people by product',
  description: 'How many people each product is assigned to, and how many of them have activated it.',
  properties: {
    reportRefreshDate,
    productType,
    assigned: column.level('Assigned', 'Assigned', 'People the product is assigned to.', { example: '400' }),
    activated: column.level('Activated', 'Activated', 'People who have activated the product.', { example: '312' }),
    sharedComputerActivation: column.level(
      'Shared Computer Activation',
      'Activated on shared computers',
      'People who have activated the product on a shared computer.',
      { example: '5' },
    ),
  },
  keyParts: ['productType'],
  headerSeen: '2022-10-25',
  otherHeaders: [{ line: 'Report Refresh Date,Product Type,Assigned,Activated' }],
  called: { parameters: [], periods: [] },
});
