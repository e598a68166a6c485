/**
 * The id of the row that has the `place` among the rows of a file with equal keys, counted from 1: the first is the natural
 * id itself, behind the others stands their place.
 */
export function placedId(naturalId: string, place: number): string {
  return place === 1 ? naturalId : `${naturalId}_${place}`;
}
