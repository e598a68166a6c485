import type { ItemOutcome } from '../../operations/contract/itemOutcome.ts';

/** The annotation of the service that says what became of what was sent: created, updated, unchanged, older, expired, forgotten or deleted. */
export function outcomeMember(kind: Exclude<ItemOutcome['kind'], 'failed'>): string {
  return `"@reports.outcome":"${kind}"`;
}
