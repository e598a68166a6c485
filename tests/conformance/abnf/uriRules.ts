import { readAggregateItem } from '../../../shared/url/apply/readAggregateItem.ts';
import { parseQueryOptions } from '../../../shared/url/query/parseQueryOptions.ts';
import { parseRelativeUri } from '../../../shared/url/parseRelativeUri.ts';
import { parseResourcePath } from '../../../shared/url/path/parseResourcePath.ts';
import { searchReaders } from '../../../shared/url/expression/searchReaders.ts';
import { readTransformations } from '../../../shared/url/apply/readTransformations.ts';
import type { Recogniser } from './abnfCase.ts';
import { checkContextFragment } from './checkContextFragment.ts';
import { readerRule } from './literalRules.ts';

function checkRelativeUri(input: string): void {
  const hash = input.indexOf('#');
  const [path = '', ...query] = (hash < 0 ? input : input.slice(0, hash)).split('?');
  if (hash >= 0 && path !== '$metadata') {
    throw new Error('only $metadata has a fragment');
  }
  if (path === '') {
    throw new Error('a relative URI has a path');
  }
  parseRelativeUri(path, query.join('?'));
  if (hash >= 0) {
    checkContextFragment(input.slice(hash + 1));
  }
}

/** `https://host/root/` and a relative URI; where the root ends is not to be seen, so any place may be it. */
function checkUri(input: string): void {
  const [root] = /^https?:\/\/[\w.~%:[\]-]+\//i.exec(input) ?? [];
  if (root === undefined) {
    throw new Error('not an absolute URI');
  }
  let rest = input.slice(root.length);
  for (;;) {
    try {
      if (rest !== '') {
        checkRelativeUri(rest);
      }
      return;
    } catch (error) {
      const slash = rest.split(/[?#]/)[0]?.indexOf('/') ?? -1;
      if (slash < 0) {
        throw error;
      }
      rest = rest.slice(slash + 1);
    }
  }
}

/** An option that must be the only one and have one of the names. */
function optionRule(...names: string[]): Recogniser {
  return (input) => {
    const options = parseQueryOptions(input);
    if (options.length !== 1 || !options.every(({ name }) => names.includes(name))) {
      throw new Error(`not exactly one of ${names.join(', ')}`);
    }
  };
}

function queryRule(input: string): void {
  if (parseQueryOptions(input).length === 0) {
    throw new Error('no query option');
  }
}

/** The same text inside the parentheses of an item, where options nest. */
function nestedRule(prefix: string, suffix: string): Recogniser {
  return (input) => void parseQueryOptions(prefix + input + suffix);
}

const expression: Recogniser = (input) => void parseQueryOptions(`@expression=${input.replaceAll('&', '%26')}`);

const systemOptions = {
  apply: 'apply',
  compute: 'compute',
  deltatoken: 'deltatoken',
  expand: 'expand',
  filter: 'filter',
  format: 'format',
  id: 'id',
  index: 'index',
  inlinecount: 'count',
  orderby: 'orderby',
  schemaversion: 'schemaversion',
  search: 'search',
  select: 'select',
  skip: 'skip',
  skiptoken: 'skiptoken',
  top: 'top',
  'at-option': 'at',
  from: 'from',
  to: 'to',
  toInclusive: 'toinclusive',
  aliasAndValue: 'alias',
};

const expressions = [
  'commonExpr',
  'boolCommonExpr',
  'boolcommonExpr',
  'lambdaPredicateExpr',
  'rootExpr',
  'firstMemberExpr',
  'memberExpr',
  'directMemberExpr',
  'propertyPathExpr',
  'annotationExpr',
  'annotationInQuery',
  'inscopeVariableExpr',
  'implicitVariableExpr',
  'functionExpr',
  'boundFunctionExpr',
  'methodCallExpr',
  'boolMethodCallExpr',
  'caseMethodCallExpr',
  'parenExpr',
  'negateExpr',
  'notExpr',
  'isofExpr',
  'castExpr',
  'isdefinedExpr',
  'collectionExpr',
  'currCollectionExpr',
  'aggregatableExpr',
  'temporalExpr',
  'parameterValue',
];

/** Rules of paths, query options and expressions (ABNF sections 1 to 4, Data Aggregation and Temporal Data). */
export const uriRules: Readonly<Record<string, Recogniser>> = {
  ...Object.fromEntries(Object.entries(systemOptions).map(([rule, name]) => [rule, optionRule(name)])),
  ...Object.fromEntries(expressions.map((rule) => [rule, expression])),
  odataUri: checkUri,
  odataRelativeUri: checkRelativeUri,
  resourcePath: (input) => void parseResourcePath(input),
  crossjoin: (input) => void parseResourcePath(input),
  keyPredicate: (input) => void parseResourcePath(`Set${input}`),
  simpleKey: (input) => void parseResourcePath(`Set${input}`),
  compoundKey: (input) => void parseResourcePath(`Set${input}`),
  functionParameters: (input) => void parseResourcePath(`Function${input}`),
  context: (input) => checkContextFragment(input.replace(/^#/, '')),
  contextFragment: checkContextFragment,
  queryOptions: queryRule,
  queryOption: queryRule,
  systemQueryOption: optionRule(...Object.values(systemOptions).filter((name) => name !== 'alias')),
  temporalOption: optionRule('at', 'from', 'to', 'toinclusive'),
  customQueryOption: optionRule('custom'),
  nameAndValue: optionRule('custom'),
  batchOptions: (input) => void parseRelativeUri('$batch', input),
  metadataOptions: (input) => void parseRelativeUri('$metadata', input),
  entityOptions: (input) => void parseRelativeUri('$entity', input),
  entityCastOptions: (input) => void parseRelativeUri('$entity/Model.Type', input),
  levels: nestedRule('$expand=Items(', ')'),
  expandItem: nestedRule('$expand=', ''),
  expandOption: nestedRule('$expand=Items(', ')'),
  expandRefOption: nestedRule('$expand=Items/$ref(', ')'),
  expandCountOption: nestedRule('$expand=Items/$count(', ')'),
  selectItem: nestedRule('$select=', ''),
  selectOption: nestedRule('$select=Items(', ')'),
  orderbyItem: nestedRule('$orderby=', ''),
  computeItem: nestedRule('$compute=', ''),
  searchExpr: readerRule(searchReaders.top),
  'searchExpr-incomplete': readerRule(searchReaders.top),
  searchPhrase: readerRule(searchReaders.top),
  searchWord: readerRule(searchReaders.top),
  applyExpr: readerRule(readTransformations),
  applyTrafo: readerRule(readTransformations),
  aggregateExpr: readerRule(readAggregateItem),
};
