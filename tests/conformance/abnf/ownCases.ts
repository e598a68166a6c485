import type { AbnfCase, AbnfCaseFile } from './abnfCase.ts';
import { invalidCases } from './invalidCases.ts';
import { validCases } from './validCases.ts';

function cases(table: Readonly<Record<string, readonly string[]>>, failAt: number | null): AbnfCase[] {
  return Object.entries(table).flatMap(([rule, inputs]) =>
    inputs.map((input) => ({ suite: 'own', name: `${rule}: ${input}`, rule, input, failAt })),
  );
}

/** The project's own cases, in the form of a case file. */
export const ownCases: AbnfCaseFile = {
  constraints: {},
  cases: [...cases(validCases, null), ...cases(invalidCases, 0)],
};
