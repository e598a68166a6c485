import { readIdentifier, readQualifiedName } from '../../../shared/url/syntax/readIdentifier.ts';
import type { Recogniser } from './abnfCase.ts';
import { headerRules } from './headerRules.ts';
import { literalRules, readerRule } from './literalRules.ts';
import { uriRules } from './uriRules.ts';

/** A rule that is part of a larger one, completed to it: `before`, the input, `after`. */
interface Fragment {
  readonly rules: string;
  readonly of: string;
  readonly before?: string;
  readonly after?: string;
}

const whole = { ...literalRules, ...uriRules, ...headerRules };

const fragments: readonly Fragment[] = [
  { rules: 'serviceRoot', of: 'odataUri' },
  {
    rules: 'each count ref value querySegment filterInPath ordinalIndex keyPathSegments',
    of: 'resourcePath',
    before: 'Set',
  },
  { rules: 'collectionNavigation collectionNavPath singleNavigation singleNavPath', of: 'resourcePath', before: 'Set' },
  {
    rules: 'collectionPath primitivePath complexColPath complexPath complexNavPath',
    of: 'resourcePath',
    before: 'Set',
  },
  { rules: 'boundOperation', of: 'resourcePath', before: 'Set' },
  {
    rules: 'keyPathLiteral propertyPath boundActionCall boundFunctionCallNoParens',
    of: 'resourcePath',
    before: 'Set/',
  },
  { rules: 'keyValuePair', of: 'resourcePath', before: 'Set(', after: ')' },
  { rules: 'functionParameter', of: 'resourcePath', before: 'Function(', after: ')' },
  { rules: 'actionImportCall functionImportCallNoParens', of: 'resourcePath' },
  {
    rules:
      'boundEntityFunctionCall boundEntityColFunctionCall boundComplexFunctionCall boundComplexColFunctionCall boundPrimitiveFunctionCall boundPrimitiveColFunctionCall',
    of: 'resourcePath',
    before: 'Set/',
  },
  {
    rules:
      'entityFunctionImportCall entityColFunctionImportCall complexFunctionImportCall complexColFunctionImportCall primitiveFunctionImportCall primitiveColFunctionImportCall',
    of: 'resourcePath',
  },
  { rules: 'batchOption', of: 'batchOptions' },
  { rules: 'metadataOption', of: 'metadataOptions' },
  { rules: 'entityIdOption', of: 'entityOptions', before: '$id=A(1)&' },
  { rules: 'entityCastOption', of: 'entityCastOptions', before: '$id=A(1)&' },
  { rules: 'IRI-in-query', of: 'id', before: '$id=' },
  { rules: 'customName', of: 'customQueryOption' },
  { rules: 'customValue', of: 'customQueryOption', before: 'custom=' },
  { rules: 'expandPath', of: 'expandItem' },
  { rules: 'selectProperty selectPath allOperationsInSchema', of: 'selectItem' },
  { rules: 'optionallyQualifiedActionName optionallyQualifiedFunctionName', of: 'selectItem' },
  { rules: 'qualifiedActionName qualifiedFunctionName', of: 'selectItem' },
  { rules: 'parameterNames', of: 'selectItem', before: 'Model.function(', after: ')' },
  { rules: 'selectOptionPC', of: 'selectOption' },
  { rules: 'searchParenExpr searchNegateExpr', of: 'searchExpr' },
  { rules: 'searchOrExpr searchAndExpr', of: 'searchExpr', before: 'word' },
  { rules: 'entitySet', of: 'contextFragment' },
  { rules: 'selectList', of: 'contextFragment', before: 'Set' },
  { rules: 'selectListItem selectListProperty', of: 'contextFragment', before: 'Set(', after: ')' },
  { rules: 'containmentNavigation', of: 'contextFragment', before: 'Set' },
  { rules: 'contextPropertyPath', of: 'contextFragment', before: 'Set(1)/' },
  {
    rules: 'collectionNavigationExpr collectionNavNoCastExpr singleNavigationExpr filterExpr',
    of: 'commonExpr',
    before: 'items',
  },
  {
    rules: 'complexColPathExpr collectionPathExpr complexPathExpr primitivePathExpr',
    of: 'commonExpr',
    before: 'items',
  },
  { rules: 'anyExpr allExpr', of: 'commonExpr', before: 'items/' },
  { rules: 'functionExprParameters', of: 'commonExpr', before: 'Model.function' },
  { rules: 'functionExprParameter', of: 'commonExpr', before: 'Model.function(', after: ')' },
  {
    rules: 'andExpr orExpr eqExpr neExpr ltExpr leExpr gtExpr geExpr inExpr hasExpr',
    of: 'commonExpr',
    before: 'left',
  },
  { rules: 'addExpr subExpr mulExpr divExpr divbyExpr modExpr', of: 'commonExpr', before: 'left' },
  { rules: 'listExpr', of: 'commonExpr', before: 'left in ' },
  { rules: 'member', of: 'object', before: '{', after: '}' },
  { rules: 'valueInUrl', of: 'array', before: '[', after: ']' },
  { rules: 'singleEnumLiteral', of: 'enumLiteral', before: "'", after: "'" },
  { rules: 'singleEnumValue', of: 'enumValue' },
  { rules: 'year', of: 'date', after: '-01-01' },
  { rules: 'month', of: 'date', before: '2026-', after: '-01' },
  { rules: 'day', of: 'date', before: '2026-01-' },
  { rules: 'hour', of: 'timeOfDayValue', after: ':00' },
  { rules: 'minute', of: 'timeOfDayValue', before: '00:' },
  { rules: 'second', of: 'timeOfDayValue', before: '00:00:' },
  { rules: 'fractionalSeconds', of: 'timeOfDayValue', before: '00:00:00.' },
  { rules: 'geoLiteral', of: 'fullPointLiteral', before: 'SRID=0;' },
  { rules: 'sridLiteral', of: 'fullPointLiteral', after: 'Point(1 2)' },
  { rules: 'pointData', of: 'fullPointLiteral', before: 'SRID=0;Point' },
  { rules: 'positionLiteral', of: 'fullPointLiteral', before: 'SRID=0;Point(', after: ')' },
  { rules: 'lineStringData', of: 'fullPointLiteral', before: 'SRID=0;LineString' },
  { rules: 'polygonData', of: 'fullPointLiteral', before: 'SRID=0;Polygon' },
  { rules: 'ringLiteral', of: 'fullPointLiteral', before: 'SRID=0;Polygon(', after: ')' },
  { rules: 'IRI-in-header', of: 'header', before: 'OData-EntityID: ' },
  { rules: 'request-id', of: 'header', before: 'Content-ID: ' },
  { rules: 'annotationsList annotationIdentifier', of: 'preference', before: 'include-annotations="', after: '"' },
  { rules: 'aggregateFunctionExpr', of: 'commonExpr', before: '$these/aggregate(', after: ')' },
  { rules: 'computeExpr', of: 'computeItem' },
  { rules: 'nestApplyExpr', of: 'applyExpr', before: 'nest(', after: ')' },
  { rules: 'groupbyList', of: 'applyExpr', before: 'groupby(', after: ')' },
  {
    rules: 'groupbyElement groupingProperties groupingProperty rollupLevels rollupRecursive',
    of: 'applyExpr',
    before: 'groupby((',
    after: '))',
  },
  { rules: 'preservingTrafo preservingTrafos hierarchyTrafo hierarchyTrafos customFunction', of: 'applyExpr' },
];

const calls =
  'indexOf toLower toUpper trim substring concat length matchesPattern year month day hour minute second fractionalseconds totalseconds date time round floor ceiling distance geoLength totalOffsetMinutes minDateTime maxDateTime now endsWith startsWith contains intersects hasSubset hasSubsequence';
const transformations =
  'aggregate compute concat groupby join nest outerjoin bottomcount bottompercent bottomsum filter identity orderby search skip top topcount toppercent topsum ancestors descendants traverse';
const annotations =
  'complexAnnotationInQuery entityAnnotationInQuery primitiveAnnotationInQuery primitiveColAnnotationInQuery annotationInFragment complexAnnotationInFragment entityAnnotationInFragment';
const identifiers =
  'keyPropertyAlias computedProperty annotationQualifier lambdaVariableExpr namespacePart entityTypeName complexTypeName typeDefinitionName enumerationTypeName enumerationMember primitiveProperty primitiveKeyProperty primitiveNonKeyProperty primitiveColProperty complexProperty complexColProperty streamProperty navigationProperty entityNavigationProperty entityColNavigationProperty action actionImport function entityFunction entityColFunction complexFunction complexColFunction primitiveFunction primitiveColFunction entityFunctionImport entityColFunctionImport complexFunctionImport complexColFunctionImport primitiveFunctionImport primitiveColFunctionImport expressionAlias recHierQualifier rollupNamedHier';
const qualified =
  'singleQualifiedTypeName singleTypeName qualifiedEntityTypeName qualifiedComplexTypeName qualifiedTypeDefinitionName qualifiedEnumTypeName optionallyQualifiedEntityTypeName optionallyQualifiedComplexTypeName';

function completed({ of, before = '', after = '' }: Fragment): Recogniser {
  const recognise = whole[of];
  if (recognise === undefined) {
    throw new Error(`no recogniser for the rule ${of}`);
  }
  return (input) => recognise(before + input + after);
}

function each(names: string, recogniser: Recogniser, suffix = ''): [string, Recogniser][] {
  return names.split(' ').map((name) => [name + suffix, recogniser]);
}

/** Rules that are parts of others: each input is completed to a whole that the parser reads. */
export const fragmentRules: Readonly<Record<string, Recogniser>> = Object.fromEntries([
  ...each(calls, completed({ rules: '', of: 'commonExpr' }), 'MethodCallExpr'),
  ...each(transformations, completed({ rules: '', of: 'applyTrafo' }), 'Trafo'),
  ...each(annotations, completed({ rules: '', of: 'commonExpr', before: 'item/' })),
  ...each(
    identifiers,
    readerRule((cursor) => readIdentifier(cursor)),
  ),
  ...each(
    qualified,
    readerRule((cursor) => readQualifiedName(cursor)),
  ),
  ...fragments.flatMap((fragment) => each(fragment.rules, completed(fragment))),
]);
