import { newElement } from './elements.ts';
import type { Figures } from './figures.ts';
import { numberText } from './numberText.ts';

function cell(text: string, isNumber: boolean): HTMLTableCellElement {
  return newElement('td', text, isNumber ? { class: 'number' } : {});
}

/** Fills the table with the figures, the newest day first; days without a row are left out. */
export function showTable(
  table: HTMLTableElement,
  caption: string,
  { dates, lines, refreshed, isThere }: Figures,
): void {
  const head = newElement('thead');
  const header = head.insertRow();
  for (const label of ['Day', ...lines.map((line) => line.label), 'Refreshed'])
    header.append(newElement('th', label, { scope: 'col' }));
  const body = newElement('tbody');
  for (const [index, date] of [...dates.entries()].toReversed()) {
    if (isThere[index] !== true) continue;
    const row = body.insertRow();
    row.append(newElement('th', date, { scope: 'row' }));
    for (const { values } of lines) row.append(cell(numberText(values[index]), true));
    row.append(cell(refreshed[index] ?? '–', false));
  }
  table.replaceChildren(newElement('caption', caption), head, body);
}
