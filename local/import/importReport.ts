import type { ImportProgress } from './importProgress.ts';

/** Most ranges of lines and most reasons that are shown. */
const shown = { ranges: 12, reasons: 40 };

/** Lines in ascending order as ranges: `2-4, 7`. */
function ranges(lines: readonly number[]): string {
  const found: [first: number, last: number][] = [];
  for (const line of lines) {
    const current = found.at(-1);
    if (current !== undefined && line === current[1] + 1) current[1] = line;
    else found.push([line, line]);
  }
  const texts = found.slice(0, shown.ranges).map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
  return texts.join(', ') + (found.length > shown.ranges ? ', ...' : '');
}

function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`);
}

/** What is printed at the end of an import: how many rows came to what, then which failed and why. */
export function importReport({ counts, failures }: ImportProgress): readonly string[] {
  const totals = table(Object.entries(counts).map(([kind, count]) => [kind, String(count)] as const));
  if (failures.length === 0) return totals;
  const byReason = new Map<string, number[]>();
  // Rows are sent in another order than that of the file.
  const byLine = [...failures].sort((left, right) => left.line - right.line);
  for (const { line, reason } of byLine) byReason.set(reason, [...(byReason.get(reason) ?? []), line]);
  const reasons = [...byReason].map(([reason, lines]) => [ranges(lines), reason] as const);
  const left = reasons.length - shown.reasons;
  const untold = counts.failed - failures.length;
  return [
    ...totals,
    '',
    ...table([['lines', 'why they failed'], ...reasons.slice(0, shown.reasons)]),
    ...(left > 0 ? [`  ... and ${left} reasons more`] : []),
    ...(untold > 0 ? [`  ... and ${untold} rows further on`] : []),
  ];
}
