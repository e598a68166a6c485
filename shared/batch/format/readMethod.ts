import { ODataError } from '../../errors/odataError.ts';

const methods: readonly string[] = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];

/** The method of a request in a batch, in any case (JSON Format 4.01, 19.1). Throws a 400 for any other. */
export function readMethod(text: string): string {
  const method = text.toUpperCase();
  if (methods.includes(method)) return method;
  throw new ODataError('invalidRequest', `The method of a request in a batch is one of ${methods.join(', ')}.`, {
    target: 'method',
  });
}
