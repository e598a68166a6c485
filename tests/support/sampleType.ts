import { entityType } from '../../shared/edm/entityType.ts';

/** A type with every kind of property and index the store must be able to keep. */
export const sampleType = entityType({
  name: 'samples',
  description: 'A type of the tests.',
  properties: {
    day: { type: 'Edm.Date', description: 'A date.' },
    count: { type: 'Edm.Int64', description: 'A number.' },
    other: { type: 'Edm.Int64', description: 'Another number.' },
    text: { type: 'Edm.String', description: 'A text.' },
    code: { type: 'Edm.String', maxLength: 12, description: 'A short text.' },
    flag: { type: 'Edm.Boolean', description: 'A truth value.' },
    names: { type: 'Edm.String', collection: true, description: 'Texts.' },
  },
  naturalKey: ['day'],
  indexes: [
    { parts: [{ property: 'day' }] },
    { parts: [{ property: 'text' }] },
    { parts: [{ property: 'day', newestFirst: true }, { property: 'count' }] },
    { parts: [{ property: 'code' }, { property: 'day', newestFirst: true }, { property: 'text' }] },
  ],
});
