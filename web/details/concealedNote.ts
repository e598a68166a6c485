import type { ListedReport } from '../../shared/service/listedReport.ts';
import { rowText, type Row } from '../figures/row.ts';
import { note } from '../page/note.ts';
import { detailNames } from './detailColumns.ts';

/** What Microsoft 365 puts in the place of a name. */
const code = /^[\da-f]{32}$/i;

/** Says what concealed names are, and who can change that; undefined where no name of the rows is concealed. */
export function concealedNote(rows: readonly Row[], { columns, subject }: ListedReport): HTMLElement | undefined {
  const names = detailNames(columns, subject);
  if (!rows.some((row) => names.some((name) => code.test(rowText(row, name))))) return undefined;
  return note(
    'plain',
    'Names are concealed: Microsoft 365 gives a code of 32 characters in their place, the same one every time. A global administrator can change that in the Microsoft 365 admin center, under Settings, Org settings, Reports.',
  );
}
