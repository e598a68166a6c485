import { ODataError } from '../../errors/odataError.ts';
import { entityUrl, succeeded, type Answered } from './answered.ts';

/** The requests of a batch that were answered so far, and the groups they were in. */
export class Answers {
  readonly #byId = new Map<string, Answered>();
  readonly #byGroup = new Map<string, boolean>();

  add(answered: Answered): void {
    const { id, group } = answered;
    if (id !== undefined) this.#byId.set(id.toLowerCase(), answered);
    const before = group === undefined ? true : (this.#byGroup.get(group.toLowerCase()) ?? true);
    if (group !== undefined) this.#byGroup.set(group.toLowerCase(), before && succeeded(answered));
  }

  /** The answer to the request with this identifier; undefined when there is none (yet). */
  find(id: string): Answered | undefined {
    return this.#byId.get(id.toLowerCase());
  }

  /** Throws a 424 unless all these requests and groups were carried out with success; unknown ones do not count. */
  require(names: readonly string[]): void {
    for (const name of names) {
      const answered = this.find(name);
      if ((answered === undefined || succeeded(answered)) && this.#byGroup.get(name.toLowerCase()) !== false) continue;
      throw failedDependency(`'${name}', on which it depends, was not successful`);
    }
  }

  /** The URL `$<id>` stands for. Throws a 424 when that request failed, a 400 when there is none. */
  entityUrl(id: string): string {
    const answered = this.find(id);
    if (answered !== undefined) this.require([id]);
    const url = answered && entityUrl(answered);
    if (url !== undefined) return url;
    throw new ODataError(
      'invalidRequest',
      `The URL refers to '$${id}', but no request before it has that identifier.`,
      {
        target: 'url',
      },
    );
  }

  /** The entity tag `$<id>` stands for. Throws a 424 when that request failed, a 400 when it returned none. */
  entityTag(id: string): string {
    const answered = this.find(id);
    if (answered !== undefined) this.require([id]);
    const tag = answered?.response.headers['ETag'];
    if (tag !== undefined) return tag;
    throw new ODataError(
      'invalidRequest',
      `A condition refers to the entity tag of '$${id}', but ` +
        (answered === undefined
          ? 'no request before it has that identifier, or it is of the same group, whose entity tags come to be together.'
          : 'that request returned none; refer to one that reads or writes a single entity.'),
      { target: 'headers' },
    );
  }
}

/** The 424 of a request that was not carried out because of another one. */
export function failedDependency(reason: string): ODataError {
  return new ODataError('failedDependency', `The request was not carried out: ${reason}.`);
}
