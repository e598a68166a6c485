/** How a file separates its fields, and what stands before its header line. */
export interface CsvDialect {
  readonly delimiter: string;
  /** The text before the header line, which says nothing of the report. */
  readonly preamble: string;
  /** The header line quotes its names: whoever wrote the file quotes every field, and tells no text from none. */
  readonly quotesAll: boolean;
}

/** Most characters that are looked at to know it. */
const longest = 65_536;

/** The first line of files that PowerShell's `Export-Csv` or Excel wrote, whole. */
const first = /^(?:"?#TYPE\b[^\r\n]*|"?sep=(?<delimiter>[^"\r\n])"?[,;\t]*)?(?:\r\n|\n|\r(?!$))/i;

const delimiters = [',', ';', '\t'];

const countOf = (text: string, character: string): number => text.split(character).length - 1;

/** The separator that a line outside its quotes has most of; a comma when none or several. */
function delimiterOf(line: string): string {
  const bare = line.replace(/"[^"]*"/g, '');
  return delimiters.reduce((best, one) => (countOf(bare, one) > countOf(bare, best) ? one : best));
}

/**
 * Knows a CSV file by how it begins: separated by comma, semicolon or tab, as spreadsheets do in the language of their
 * machine, or by what a line `sep=` says; a line `#TYPE` and empty lines are passed over.
 *
 * @param isWhole nothing comes behind the text
 * @returns undefined when the text ends before the header line does
 */
export function csvDialect(text: string, isWhole: boolean): CsvDialect | undefined {
  let at = 0;
  let delimiter: string | undefined;
  for (let found = first.exec(text); found !== null; found = first.exec(text.slice(at))) {
    delimiter = found.groups?.['delimiter'] ?? delimiter;
    at += found[0].length;
  }
  const header = text.slice(at);
  const end = header.search(/[\r\n]/);
  // Half a line break may be the end of a line that is passed over.
  if ((end < 0 || end === header.length - 1) && !isWhole && text.length < longest) return undefined;
  const line = end < 0 ? header : header.slice(0, end);
  return { delimiter: delimiter ?? delimiterOf(line), preamble: text.slice(0, at), quotesAll: line.startsWith('"') };
}
