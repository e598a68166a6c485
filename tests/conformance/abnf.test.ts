/**
 * The ABNF of OData 4.01, https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/, with Data Aggregation and Temporal
 * Data, against the URL parser. Runs the project's own cases and a case file: `ABNF_CASES`, else the one beside the
 * checkout when it is there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ODataError } from '../../shared/errors/odataError.ts';
import type { AbnfCase, AbnfCaseFile, Recogniser } from './abnf/abnfCase.ts';
import { fragmentRules } from './abnf/fragmentRules.ts';
import { headerRules } from './abnf/headerRules.ts';
import { leniencyOf } from './abnf/leniencyOf.ts';
import { literalRules } from './abnf/literalRules.ts';
import { ownCases } from './abnf/ownCases.ts';
import { uriRules } from './abnf/uriRules.ts';

const rules: Readonly<Record<string, Recogniser>> = { ...fragmentRules, ...literalRules, ...uriRules, ...headerRules };

function caseFiles(): [string, AbnfCaseFile][] {
  const path = process.env['ABNF_CASES'] ?? resolve('..', 'shared', 'cases', 'odata-abnf.json');
  const given = process.env['ABNF_CASES'] !== undefined || existsSync(path);
  const files: [string, AbnfCaseFile][] = [['own cases', ownCases]];
  return given ? [...files, ['case file', JSON.parse(readFileSync(path, 'utf8')) as AbnfCaseFile]] : files;
}

/** True when the rule accepts the input. 501 says that the input is valid and the service does not support it. */
function accepts({ rule, input }: AbnfCase): boolean {
  const recognise = rules[rule];
  if (recognise === undefined) {
    throw new Error(`no recogniser for the rule ${rule}`);
  }
  try {
    recognise(input);
    return true;
  } catch (error) {
    return error instanceof ODataError && error.status === 501;
  }
}

describe.each(caseFiles())('ABNF: %s', (_name, file) => {
  const titled = file.cases.map((each, index): [string, AbnfCase] => [
    `${index} ${each.rule} ${each.failAt === null ? 'accepts' : 'refuses'} ${each.input} (${each.name})`,
    each,
  ]);

  test.each(titled)('%s', (_title, each) => {
    const accepted = accepts(each);
    const reason = accepted && each.failAt !== null ? leniencyOf(each, file) : undefined;
    expect({ accepted, reason }).toEqual({ accepted: each.failAt === null || reason !== undefined, reason });
  });
});
