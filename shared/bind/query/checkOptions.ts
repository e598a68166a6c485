import { ODataError } from '../../errors/odataError.ts';
import type { QueryOption } from '../../url/syntax/syntaxTree.ts';
import type { SystemOptionName } from './allowedOptions.ts';
import { aliasAssignedTwice } from '../expression/parameterAlias.ts';

/**
 * Options that OData has and this service has not: those of Temporal Data 4.0, those of ordered collections (Protocol 4.01,
 * 11.4.12), and the version of a schema that has none (11.2.12).
 */
const unsupported: readonly SystemOptionName[] = ['at', 'from', 'to', 'toinclusive', 'index', 'schemaversion'];

function invalid(name: string, problem: string): ODataError {
  return new ODataError('invalidQueryOption', problem, { target: name });
}

function checkAllowed(name: SystemOptionName, allowed: readonly SystemOptionName[]): void {
  if (allowed.includes(name)) return;
  if (unsupported.includes(name)) {
    throw new ODataError(
      'notSupported',
      `The query option '$${name}' is valid OData but not supported by this service.`,
      {
        target: `$${name}`,
      },
    );
  }
  const list = allowed.map((option) => `$${option}`).join(', ');
  throw invalid(
    `$${name}`,
    `The query option '$${name}' cannot be used here. Allowed: ${list === '' ? 'none' : list}.`,
  );
}

/**
 * Checks that every option may be used and is given once, irrespective of case and dollar sign (URL Conventions 4.01, 5.1).
 * Custom options are ignored, but a token in the URL is refused: it would end up in logs (RFC 9700, 4.3.2).
 */
export function checkOptions(options: readonly QueryOption[], allowed: readonly SystemOptionName[]): void {
  const seen = new Set<string>();
  for (const option of options) {
    if (option.name === 'custom') {
      if (option.option.toLowerCase() !== 'access_token') continue;
      throw new ODataError('invalidRequest', 'A token is accepted in the Authorization header only, not in the URL.', {
        target: 'access_token',
      });
    }
    const name = option.name === 'alias' ? `@${option.alias}` : `$${option.name}`;
    if (seen.has(name)) {
      if (option.name === 'alias') throw aliasAssignedTwice(option.alias);
      throw invalid(name, `The query option '${name}' is given more than once.`);
    }
    seen.add(name);
    if (option.name !== 'alias') checkAllowed(option.name, allowed);
  }
}
