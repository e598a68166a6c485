import type { OpenApiDocument, Reference } from './openApi.ts';

/**
 * The component that is meant.
 *
 * @param value the component, or a reference such as `#/components/schemas/name`
 */
export function follow<T extends object>({ components }: OpenApiDocument, value: T | Reference): T {
  if (!('$ref' in value)) return value;
  const [, , kind = '', name = ''] = value.$ref.split('/');
  // The service makes its references and components together, and a test holds one against the other.
  return components[kind]?.[name] as T;
}
