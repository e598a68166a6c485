import { ODataError } from '../../errors/odataError.ts';

/** Most CSV answers that are sent at a time: each is read from storage for as long as its caller takes. */
const mostAtATime = 16;

/** The CSV answers one process sends. */
export class CsvAnswers {
  #sent = 0;

  /** Begins one; what is returned ends it, once. Throws a 503 when there are as many as there may be. */
  begin(): () => void {
    if (this.#sent >= mostAtATime) {
      throw new ODataError(
        'serviceNotAvailable',
        `The service sends ${mostAtATime} CSV answers already, the most it sends at a time. Repeat the request after the given time.`,
        { headers: { 'Retry-After': '5' } },
      );
    }
    this.#sent += 1;
    let isOpen = true;
    return () => {
      if (isOpen) this.#sent -= 1;
      isOpen = false;
    };
  }
}
