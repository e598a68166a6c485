/** What stands for a component (OpenAPI 3.1, 4.8.23). */
export interface Reference {
  readonly $ref: string;
}

/** A schema, as far as the reference tells of it (OpenAPI 3.1, 4.8.24). */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly maxLength?: number;
  readonly items?: Schema | Reference;
  readonly properties?: Readonly<Record<string, Schema | Reference>>;
}

/** A parameter (OpenAPI 3.1, 4.8.12). */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
  readonly example?: string;
}

/** Bodies of a request or an answer, by media type (OpenAPI 3.1, 4.8.14). */
export type Content = Readonly<
  Record<
    string,
    {
      readonly schema?: Schema | Reference;
      readonly examples?: Readonly<Record<string, { readonly value: unknown } | Reference>>;
    }
  >
>;

/** An answer (OpenAPI 3.1, 4.8.17). */
export interface Answer {
  readonly description: string;
  readonly content?: Content;
}

/** What can be done at a path (OpenAPI 3.1, 4.8.10). */
export interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Answer | Reference>>;
  /** Ways to prove who one is, with the scopes of each; nothing where nobody is asked. */
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}

/** The description of the API that the service writes at `/openapi.json`. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
