import type { EntityType } from '../../edm/entityType.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { IndexLayout } from '../keys/indexKey.ts';
import { conjuncts } from './conjuncts.ts';
import { hasSteps } from './keyScan.ts';
import { isOfTexts, maxPieces } from './partSpan.ts';
import { propertyConstraints } from './propertyConstraints.ts';
import { type IndexSpans, spansOf } from './spansOf.ts';
import { termValues } from './termValues.ts';

/** Most alternatives that are told apart: each is held against each answer. */
const mostAlternatives = 100;

/** The properties of the parts at the beginning that have one value, which hold for all rows from the first alternative to the last. */
function ofAll({ parts }: IndexLayout, { scan: { spans }, implied }: IndexSpans): readonly string[] {
  const end = spans.findIndex((span) => span.length > 1 || !isOfTexts(span));
  const names = parts.slice(0, end < 0 ? spans.length : end).map(({ property }) => property);
  return names.filter((name) => implied.has(name));
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
  const others = terms.filter((term) => term !== either);
  const ways = either.operands.flatMap((operand) => {
    const own = conjuncts(operand);
    const constraints = propertyConstraints(type, [...others, ...own]);
    if (constraints === undefined) return [];
    const { scan, implied } = spansOf(layout, (name) => constraints.get(name));
    return [{ scan, implied, isTold: own.every((term) => implied.has(termValues(term, type)?.name ?? '')) }];
  });
  const isOfMany = ways.length > maxPieces;
  const isTold = !isOfMany && ways.every((way) => way.isTold);
  const isOfCombinations = spans.scan.spans.filter((span) => span.length > 1 || !isOfTexts(span)).length > 1;
  if (ways.some(({ scan }) => hasSteps(scan)) || !(isTold || isOfCombinations)) return spans;
  const [first, ...more] = ways.map(({ implied }) => implied);
  const ofEach = Array.from(first ?? []).filter((name) => more.every((names) => names.has(name)));
  const implied = isOfMany ? ofAll(layout, spans) : ofEach;
  return {
    ...spans,
    scan: { ...spans.scan, alternatives: ways.map(({ scan }) => scan.spans) },
    implied: new Set(implied),
    ...(isTold && { told: either }),
  };
}
