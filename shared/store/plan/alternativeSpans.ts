import { termsOf } from '../../expression/termsOf.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { IndexLayout } from '../keys/indexKey.ts';
import { hasSteps, type KeyScan } from './keyScan.ts';
import { isOfTexts, maxPieces, type PartSpan } from './partSpan.ts';
import { propertyConstraints } from './propertyConstraints.ts';
import { type IndexSpans, spansOf } from './spansOf.ts';
import { termValues } from './termValues.ts';

/** Most alternatives that are told apart: each is held against each answer. */
const mostAlternatives = 100;

/** Most combinations of all parts, each with a row or a few, that are ranges of their own in the place of fewer alternatives. */
const mostCombinations = 2 * maxPieces;

/** The properties of the parts at the beginning that have one value, which hold for all rows from the first alternative to the last. */
function ofAll({ parts }: IndexLayout, { scan: { spans }, implied }: IndexSpans): readonly string[] {
  const end = spans.findIndex((span) => span.length > 1 || !isOfTexts(span));
  const names = parts.slice(0, end < 0 ? spans.length : end).map(({ property }) => property);
  return names.filter((name) => implied.has(name));
}

/** The combination of texts that spans are; undefined for those of several, or of others than texts. */
function combinationOf(spans: readonly PartSpan[]): string | undefined {
  const texts = spans.map((span) => (span.length === 1 ? span[0]?.text : undefined));
  return texts.includes(undefined) ? undefined : texts.join('!');
}

/** True where all combinations of a scan are ranges with hardly a row that none of many alternatives names: it names each, or they are few and of all parts. */
function areNamed({ parts }: IndexLayout, { spans }: KeyScan, ways: readonly KeyScan[]): boolean {
  if (!spans.every(isOfTexts)) return false;
  const combinations = spans.reduce((count, span) => count * span.length, 1);
  if (spans.length === parts.length && combinations <= mostCombinations) return true;
  const named = ways.flatMap((way) => (way.spans.length === spans.length ? (combinationOf(way.spans) ?? []) : []));
  return combinations <= new Set(named).size;
}

/**
 * The spans of an index for the alternatives of a disjunction about several of its parts, such as the newest date of each period, each
 * with what the other terms demand; without them a scan has all combinations. Of many alternatives also what lies between them is walked, and left to be judged. The same spans where that says no more.
 */
export function alternativeSpans(
  type: EntityType,
  layout: IndexLayout,
  terms: readonly TypedExpression[],
  spans: IndexSpans,
): IndexSpans {
  const either = terms.find((term) => term.kind === 'or' && termValues(term, type) === undefined);
  if (either?.kind !== 'or' || either.operands.length > mostAlternatives || layout.parts.length === 1) return spans;
  const isOfCombinations = spans.scan.spans.filter((span) => span.length > 1 || !isOfTexts(span)).length > 1;
  // Before any of them is read: of many none is told.
  if (either.operands.length > maxPieces && !isOfCombinations) return spans;
  const others = terms.filter((term) => term !== either);
  const given = propertyConstraints(type, others);
  const ways = either.operands.flatMap((operand) => {
    const own = termsOf(operand);
    const constraints = given && propertyConstraints(type, own, given);
    if (constraints === undefined) return [];
    const { scan, implied } = spansOf(layout, (name) => constraints.get(name));
    return [{ scan, implied, isTold: own.every((term) => implied.has(termValues(term, type)?.name ?? '')) }];
  });
  const scans = ways.map(({ scan }) => scan);
  const isOfMany = ways.length > maxPieces;
  const isTold = !isOfMany && ways.every((way) => way.isTold);
  if (scans.some(hasSteps) || !(isTold || isOfCombinations)) return spans;
  if (isOfMany && areNamed(layout, spans.scan, scans)) return spans;
  const [first, ...more] = ways.map(({ implied }) => implied);
  const ofEach = Array.from(first ?? []).filter((name) => more.every((names) => names.has(name)));
  const implied = isOfMany ? ofAll(layout, spans) : ofEach;
  return {
    ...spans,
    scan: { ...spans.scan, alternatives: scans.map((scan) => scan.spans) },
    implied: new Set(implied),
    ...(isTold && { told: either }),
  };
}
