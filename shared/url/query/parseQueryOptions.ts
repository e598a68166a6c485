import { ODataError } from '../../errors/odataError.ts';
import { characters, isDigit } from '../syntax/characters.ts';
import type { Subject } from '../syntax/cursor.ts';
import { readIdentifier } from '../syntax/readIdentifier.ts';
import { limits } from '../syntax/limits.ts';
import { optionHint, optionHintOfPlain } from './optionHint.ts';
import { systemOptions } from './systemOptions.ts';
import { parseWhole } from './parseWhole.ts';
import { percentDecode } from '../syntax/percentDecode.ts';
import type { QueryOption } from '../syntax/syntaxTree.ts';

/** How messages call the whole query, before an option is known. */
const query: Subject = { name: 'The query', innerCode: 'invalidQueryOption' };

/** `+` means a blank, as HTML forms write it; a leading one before a digit is the sign of a number. */
function decode(text: string, subject: Subject): string {
  if (!text.includes('+')) {
    return percentDecode(text, subject);
  }
  const blanks = text.replaceAll('+', ' ');
  const signed = text.charCodeAt(0) === characters.plus && isDigit(text.charCodeAt(1));
  return percentDecode(signed ? `+${blanks.slice(1)}` : blanks, subject);
}

/** A name from the request as messages quote it: never at full length. */
function quoted(name: string): string {
  return name.slice(0, limits.identifier);
}

function invalid(name: string, finding: string): ODataError {
  return new ODataError('invalidQueryOption', finding, { target: quoted(name) });
}

function parseAlias(name: string, value: string, subject: Subject): QueryOption {
  const alias = parseWhole(name.slice(1), { ...subject, name: 'The name of a parameter alias' }, readIdentifier);
  return {
    name: 'alias',
    at: 0,
    alias,
    value: parseWhole(value, subject, (cursor) => cursor.grammar.expression(cursor)),
  };
}

function parseSystemOption(name: string, dollar: boolean, value: string): QueryOption | undefined {
  const row = systemOptions.get(name);
  if (row === undefined || (row.dollarRequired && !dollar)) {
    return undefined;
  }
  if (row.nestedOnly) {
    throw invalid(`$${name}`, `$${name} belongs in the parentheses of an item of $expand, not into the query itself.`);
  }
  const innerCode = name === 'filter' ? 'invalidFilterClause' : 'invalidQueryOption';
  return parseWhole(value, { name: `$${name}`, innerCode }, (cursor) => row.read(cursor, 0, false));
}

/** Parses one option whose name and value are already decoded; `value` is undefined when there is no equals sign. */
function parseOption(name: string, value: string | undefined): QueryOption {
  const dollar = name.startsWith('$');
  const known = systemOptions.has((dollar ? name.slice(1) : name).toLowerCase());
  if (value === undefined && (known || name.startsWith('@'))) {
    const example = /^\$?count$/i.test(name) ? 'true' : 'value';
    throw invalid(name, `The query option ${quoted(name)} has no value; write ${quoted(name)}=${example}.`);
  }
  if (name === '') {
    throw invalid(name, 'A query option has no name before its "="; write name=value.');
  }
  const text = value ?? '';
  if (name.startsWith('@')) {
    return parseAlias(name, text, { name: quoted(name), innerCode: 'invalidQueryOption' });
  }
  const option = parseSystemOption((dollar ? name.slice(1) : name).toLowerCase(), dollar, text);
  if (option !== undefined) {
    return option;
  }
  if (dollar) throw invalid(name, `${quoted(name)} is not a system query option; ${optionHint(name.slice(1))}`);
  const instead = optionHintOfPlain(name);
  if (instead !== undefined) throw invalid(name, `OData has no query option ${quoted(name)}; write ${instead}.`);
  return { name: 'custom', at: 0, option: name, value: text };
}

/** A phrase, closed or not, or a semicolon: the quotation marks raw or encoded, the semicolon raw. */
const phraseOrSemicolon = /(?:"|%22)(?:(?!"|%22).)*(?:"|%22)?|;/gis;

/**
 * Refuses a raw semicolon in a word of `$search`, which the grammar keeps for nested options; `%3B` is a character like
 * others (ABNF searchWord).
 */
function checkSearch(name: string, encoded: string): void {
  if (!/^\$?search$/i.test(name)) return;
  const found = encoded.match(phraseOrSemicolon)?.includes(';') === true;
  if (found) throw invalid('$search', 'In a word of $search a semicolon is written as %3B.');
}

/** The parts between ampersands that are not empty, split no further than the limit allows. */
function split(rawQuery: string): readonly string[] {
  const parts: string[] = [];
  for (let from = 0; from < rawQuery.length;) {
    const found = rawQuery.indexOf('&', from);
    const end = found < 0 ? rawQuery.length : found;
    if (end > from) parts.push(rawQuery.slice(from, end));
    if (parts.length > limits.options) {
      throw new ODataError('tooManyTermsInQuery', `A URL has at most ${limits.options} query options.`);
    }
    from = end + 1;
  }
  return parts;
}

/**
 * Parses the query of a URL, still percent-encoded and without the question mark (URL Conventions 4.01, section 5).
 * It is split before it is decoded, and decoded once. Names may lack the dollar sign and differ in case; options given
 * twice are for the binder to refuse. Throws 400 `invalidFilterClause` for `$filter`, `invalidQueryOption` for the
 * others, `tooManyTermsInQuery` beyond the limits.
 */
export function parseQueryOptions(rawQuery: string): readonly QueryOption[] {
  return split(rawQuery).map((part) => {
    const equals = part.indexOf('=');
    const name = decode(equals < 0 ? part : part.slice(0, equals), query);
    const subject: Subject = { name: quoted(name), innerCode: 'invalidQueryOption' };
    const encoded = equals < 0 ? undefined : part.slice(equals + 1);
    if (encoded !== undefined) checkSearch(name, encoded);
    const value = encoded === undefined ? undefined : decode(encoded, subject);
    return { ...parseOption(name, value), text: value === undefined ? name : `${name}=${value}` };
  });
}
