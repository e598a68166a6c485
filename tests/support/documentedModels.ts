import { entityType } from '../../shared/edm/entityType.ts';
import type { EntityType } from '../../shared/edm/entityType.ts';
import { office365ActiveUserCounts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { model } from '../../shared/model/model.ts';
import { sampleFunction } from './sampleFunction.ts';
import { sampledModel } from './sampledModel.ts';
import { sampleType } from './sampleType.ts';

/** A type with a report function of both parameters and with characters XML and JSON have to escape. */
const detailType = entityType({
  name: 'detailSamples',
  description: 'Details of "users" <and> their\n\'licences\' & more.',
  properties: {
    day: { type: 'Edm.Date', description: 'A date.' },
    user: { type: 'Edm.String', description: 'A user & a <name>.' },
  },
  naturalKey: ['user'],
  indexes: [{ parts: [{ property: 'day' }] }],
  reportFunction: { ...sampleFunction, name: 'getDetailSamples', parameters: ['period', 'date'] },
});

/** The models the documents are tested with: the service's own, and one with every kind of property and function. */
export const documentedModels: readonly (readonly [name: string, model: readonly EntityType[]])[] = [
  ['the model of the service', model],
  [
    'a model with every kind of property and function',
    [...sampledModel([office365ActiveUserCounts]), sampleType, detailType],
  ],
];
