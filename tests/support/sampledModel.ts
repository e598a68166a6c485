import type { EntityType } from '../../shared/edm/entityType.ts';
import { model as wholeModel } from '../../shared/model/model.ts';
import { isNight } from './sampled.ts';

/** The register of persons to forget is no set like others: it is opened by a permission of its own, and what is in it is held against rows. */
const model = wholeModel.filter(({ isRegister }) => isRegister !== true);

const kindsOf = ({ shape, properties }: EntityType): readonly string[] => [
  String(shape),
  ...Object.values(properties).map(({ type, collection }) => (collection === true ? `Collection(${type})` : type)),
];

/** These types, and one for each shape and each kind of property that none of those before it has; all types at night. */
export function sampledModel(always: readonly EntityType[]): readonly EntityType[] {
  if (isNight) return model;
  const seen = new Set(always.flatMap(kindsOf));
  const more = model.filter((type) => {
    const kinds = kindsOf(type);
    const isNew = kinds.some((kind) => !seen.has(kind));
    for (const kind of kinds) seen.add(kind);
    return isNew;
  });
  return [...always, ...more];
}
