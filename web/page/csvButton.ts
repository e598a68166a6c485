import { reasonOf } from '../../shared/errors/reasonOf.ts';
import { answerBroke } from '../api/answerBroke.ts';
import { ServiceError } from '../api/serviceError.ts';
import type { ViewContext } from './context.ts';
import { htmlElement } from './elements.ts';
import { note } from './note.ts';

/** What a file has, and how it is called. */
export interface CsvFile {
  /** The request whose answer it is. */
  readonly address: string;
  /** Without its ending. */
  readonly name: string;
}

async function save({ client, signal }: CsvContext, { address, name }: CsvFile): Promise<void> {
  const answer = await client.ask({ address, accept: 'text/csv', signal });
  // The service breaks a file off that it cannot write to its end.
  const file = await answer.blob().catch((error: unknown) => {
    throw answerBroke(error);
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${name}.csv`;
  link.click();
  // The download has begun when the click returns; what it reads must outlive it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

type CsvContext = Pick<ViewContext, 'client' | 'signal' | 'onSessionOver'>;

/**
 * A button that has the browser save the answer to a request as the service writes it in CSV: the same rows in the same order.
 * What went wrong stands behind it until the next try.
 *
 * @param file tells what to save when the button is pressed
 */
export function csvButton(context: CsvContext, file: () => CsvFile): HTMLElement {
  const button = htmlElement('button', { type: 'button', id: 'csv' }, 'CSV');
  const told = htmlElement('div', { role: 'status' });
  const fail = (error: unknown): void => {
    if (context.signal.aborted) return;
    if (error instanceof ServiceError && error.trouble === 'session') context.onSessionOver(error.message);
    else told.replaceChildren(note('warn', `No file: ${reasonOf(error)}`));
  };
  button.addEventListener('click', () => {
    told.replaceChildren();
    save(context, file()).catch(fail);
  });
  return htmlElement('div', { class: 'buttons' }, button, told);
}
