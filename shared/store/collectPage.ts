import type { PlacedEntity, ScanStep } from './scanStep.ts';
import type { StoredEntity } from './storedEntity.ts';

/** One page of a scan. */
export interface CollectedPage {
  readonly entities: readonly PlacedEntity[];
  /** Where the next page starts; undefined when there is none. */
  readonly next: string | undefined;
}

/** How a page is filled. */
export interface PageOptions {
  /** Most entities of the page. */
  readonly size: number;
  /** The last word on every entity. */
  readonly accept: (stored: StoredEntity) => boolean;
  /** Asked after each step: true ends the page with what it has, such as shortly before the deadline. */
  readonly enough?: () => boolean;
}

/**
 * Fills a page over as many steps of a scan as it takes. It ends when it is full, when the scan ends, or when `enough`
 * says so once the scan has a position to go on from; then it may hold fewer entities than its size, even none.
 */
export async function collectPage(
  steps: AsyncIterable<ScanStep>,
  { size, accept, enough = () => false }: PageOptions,
): Promise<CollectedPage> {
  const entities: PlacedEntity[] = [];
  let position: string | undefined;
  for await (const step of steps) {
    for (const [index, placed] of step.entities.entries()) {
      if (!accept(placed.stored)) continue;
      entities.push(placed);
      if (entities.length < size) continue;
      const last = step.done && !step.entities.slice(index + 1).some(({ stored }) => accept(stored));
      return { entities, next: last ? undefined : placed.position };
    }
    ({ position } = step);
    if (step.done) return { entities, next: undefined };
    if (position !== undefined && enough()) break;
  }
  return { entities, next: position };
}
