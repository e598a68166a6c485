import type { EntityType } from '../../edm/entityType.ts';
import type { TypedExpression } from '../../expression/typedExpression.ts';
import type { IndexLayout } from '../keys/indexKey.ts';
import { conjuncts } from './conjuncts.ts';
import { hasSteps } from './keyScan.ts';
import { isOfTexts } from './partSpan.ts';
import { propertyConstraints } from './propertyConstraints.ts';
import { type IndexSpans, maxPieces, spansOf } from './spansOf.ts';
import { termValues } from './termValues.ts';

/**
 * The spans of an index for the alternatives of a disjunction about several of its parts, such as the newest date of each period, each
 * with what the other terms demand; without them a scan has all combinations. The same spans where that says no more.
 */
export function alternativeSpans(
  type: EntityType,
  layout: IndexLayout,
  terms: readonly TypedExpression[],
  spans: IndexSpans,
): IndexSpans {
  const either = terms.find((term) => term.kind === 'or' && termValues(term, type) === undefined);
  if (either?.kind !== 'or' || either.operands.length > maxPieces || layout.parts.length === 1) return spans;
  const others = terms.filter((term) => term !== either);
  const ways = either.operands.flatMap((operand) => {
    const own = conjuncts(operand);
    const constraints = propertyConstraints(type, [...others, ...own]);
    if (constraints === undefined) return [];
    const { scan, implied } = spansOf(layout, (name) => constraints.get(name));
    return [{ scan, implied, isTold: own.every((term) => implied.has(termValues(term, type)?.name ?? '')) }];
  });
  const isTold = ways.every((way) => way.isTold);
  const isOfCombinations = spans.scan.spans.filter((span) => span.length > 1 || !isOfTexts(span)).length > 1;
  if (ways.some(({ scan }) => hasSteps(scan)) || !(isTold || isOfCombinations)) return spans;
  const [first, ...more] = ways.map(({ implied }) => implied);
  const implied = Array.from(first ?? []).filter((name) => more.every((names) => names.has(name)));
  return {
    ...spans,
    scan: { ...spans.scan, alternatives: ways.map(({ scan }) => scan.spans) },
    implied: new Set(implied),
    ...(isTold && { told: either }),
  };
}
