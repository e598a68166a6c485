import type { Choices } from './address.ts';

/** The choices but for those named, which are then as usual. */
export function withoutChoices(choices: Choices, ...names: readonly (keyof Choices)[]): Choices {
  return Object.fromEntries(Object.entries(choices).filter(([name]) => !names.includes(name as keyof Choices)));
}
