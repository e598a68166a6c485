import { ODataError } from '../errors/odataError.ts';
import { parseMediaType } from './mediaType.ts';

function refuse(problem: string): never {
  throw new ODataError('unsupportedMediaType', `${problem}; send Content-Type: application/json (UTF-8).`, {
    target: 'Content-Type',
  });
}

/**
 * Checks the Content-Type of a JSON body (JSON Format 4.01, section 3). Throws a 415 for anything else. IEEE754Compatible
 * changes nothing: Int64 is read from numbers and from strings alike.
 */
export function checkJsonContentType(value: string | null): void {
  if (value === null || value.trim() === '') refuse('The request has a body but no Content-Type');
  const type = parseMediaType(value);
  if (type?.essence !== 'application/json') refuse('The service reads JSON bodies only');
  const charset = type.parameters.get('charset');
  if (charset !== undefined && charset.toLowerCase() !== 'utf-8') refuse('JSON bodies must be UTF-8');
  const ieee754Compatible = type.parameters.get('ieee754compatible')?.toLowerCase() ?? 'false';
  if (ieee754Compatible !== 'true' && ieee754Compatible !== 'false')
    refuse("IEEE754Compatible must be 'true' or 'false'");
}
