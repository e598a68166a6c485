import { column } from '../column.ts';

/** The product a row of the activations is about. */
export const productType = column.text('Product Type', 'Product', 'The product that is activated.', {
  example: 'MICROSOFT 365 APPS FOR ENTERPRISE',
});
