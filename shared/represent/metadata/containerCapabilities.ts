import type { EntityType } from '../../edm/entityType.ts';
import { canonicalFunctions } from '../../expression/functions/canonicalFunctions.ts';
import type { FormatName } from '../../headers/negotiateFormat.ts';
import { operationTable } from '../../operations/operationTable.ts';
import type { BinaryOperator } from '../../url/syntax/syntaxTree.ts';
import {
  hasOperation,
  notSupported,
  recordCapability,
  supported,
  valueCapability,
  type Capability,
  type Claim,
  type Probe,
} from './capability.ts';
import { conformanceLevel } from './conformanceLevel.ts';
import { containerPath } from './containerPath.ts';

/** The media types of a format, with the parameters that change what is sent (JSON Format 4.01, section 3). */
const mediaTypes: Readonly<Record<FormatName, readonly string[]>> = {
  json: ['minimal', 'none', 'full'].flatMap((level) => [
    `application/json;odata.metadata=${level}`,
    `application/json;odata.metadata=${level};IEEE754Compatible=true`,
  ]),
  xml: ['application/xml'],
  csv: ['text/csv'],
  // Raw values are always text; nothing else can be asked for in it.
  text: [],
  // A batch alone is answered so, and BatchSupport says it.
  multipart: [],
};

/** The operators of the ABNF that take operands of the model's types: `has` needs an enumeration. */
const operators: readonly (BinaryOperator | 'not')[] = [
  ...(['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'in', 'and', 'or', 'not'] as const),
  ...(['add', 'sub', 'mul', 'div', 'divby', 'mod'] as const),
];

/** What is part of the grammar itself rather than a row of the table of canonical functions. */
const grammarFunctions: readonly string[] = ['cast', 'isof', 'case', 'now', 'any', 'all'];

/** The formats in which data can be had. */
function dataFormats(): readonly FormatName[] {
  const rows = Object.entries(operationTable)
    .filter(([kind]) => kind !== 'metadata')
    .flatMap(([, methods]) => Object.values(methods));
  return [...new Set(rows.flatMap((row) => row.formats))];
}

function filterFunctions(set: string): readonly Capability[] {
  if (!hasOperation('entitySet', 'GET')) return [];
  const value = [...operators, ...[...canonicalFunctions.keys(), ...grammarFunctions].sort()];
  const probe = { method: 'GET', path: `${set}?$filter=matchesPattern(id,'a')`, status: 501 } as const;
  return [valueCapability(containerPath(), 'Capabilities.FilterFunctions', { value, probe })];
}

/** A POST to `/$query` is the GET of what stands before it. */
function querySegment(set: string): Claim {
  const value = hasOperation('entitySet', 'GET');
  return { value, probe: { method: 'POST', path: `${set}/$query`, body: '$top=1', status: value ? 200 : 405 } };
}

/** The query options that shape what a write answers. */
function writeOptions(set: string): Capability {
  const patch = (options: string): Probe => ({
    method: 'PATCH',
    path: `${set}('{id}')?${options}`,
    body: {},
    status: 400,
  });
  return recordCapability(containerPath(), 'Capabilities.ModificationQueryOptions', {
    ExpandSupported: notSupported(patch('$expand=parent')),
    // The write is carried out and answered without the representation (Protocol 4.01, 11.4.1.5).
    SelectSupported: notSupported({ ...patch('$select=id'), status: 204 }),
    ComputeSupported: notSupported(patch('$compute=length(id) as size')),
    FilterSupported: notSupported(patch("$filter=id eq 'x'")),
    SearchSupported: notSupported(patch('$search=x')),
    SortSupported: notSupported(patch('$orderby=id')),
  });
}

/** What `$batch` can do; the long description says what fits into an atomic group. */
function batchCapabilities(): readonly Capability[] {
  const batch = (request: Readonly<Record<string, unknown>>, headers?: Readonly<Record<string, string>>): Claim =>
    supported('batch', {
      method: 'POST',
      path: '$batch',
      body: { requests: [{ id: '1', method: 'GET', url: '$metadata', ...request }] },
      status: 200,
      ...(headers && { headers }),
    });
  const no = { value: false };
  const target = containerPath();
  const supports = batch({});
  if (supports.value === false) {
    return [
      valueCapability(target, 'Capabilities.BatchSupported', supports),
      recordCapability(target, 'Capabilities.BatchSupport', { Supported: supports }),
    ];
  }
  return [
    valueCapability(target, 'Capabilities.BatchSupported', supports),
    recordCapability(target, 'Capabilities.BatchSupport', {
      '@Core.LongDescription': {
        value:
          'A batch holds at most 100 requests. A change set or atomicity group is carried out all or nothing; its requests change ' +
          'one entity set. One of at most 14 changes always fits when no entity in it takes more than 56,000 bytes; a larger one may be refused as a whole before anything is written.',
      },
      Supported: supports,
      ContinueOnErrorSupported: batch({}, { Prefer: 'continue-on-error' }),
      ReferencesInRequestBodiesSupported: no,
      ReferencesAcrossChangeSetsSupported: { value: true },
      EtagReferencesSupported: { value: true },
      RequestDependencyConditionsSupported: batch({ if: 'true' }),
      SupportedFormats: { value: ['application/json', 'multipart/mixed'] },
    }),
  ];
}

/** What holds for the whole service (Core and Capabilities vocabularies), one row per term. */
export function containerCapabilities(model: readonly EntityType[]): readonly Capability[] {
  const target = containerPath();
  const set = model[0]?.name ?? '';
  const level = conformanceLevel();
  const metadataFormats = operationTable.metadata?.GET?.formats ?? [];
  const never = { record: { Supported: false, ContentIDSupported: false } };
  const readRoot = { method: 'GET', path: '', status: 200 } as const;
  return [
    valueCapability(target, 'Core.ODataVersions', {
      value: '4.0 4.01',
      probe: { ...readRoot, headers: { 'OData-MaxVersion': '4.01' } },
    }),
    valueCapability(target, 'Core.DereferenceableIDs', {
      value: true,
      probe: { method: 'GET', path: `${set}('{id}')`, status: 200 },
    }),
    ...(level === undefined
      ? []
      : [
          valueCapability(target, 'Capabilities.ConformanceLevel', {
            value: { enumType: 'Capabilities.ConformanceLevelType', members: [level] },
          }),
        ]),
    valueCapability(target, 'Capabilities.SupportedFormats', {
      value: dataFormats().flatMap((format) => mediaTypes[format]),
    }),
    valueCapability(target, 'Capabilities.SupportedMetadataFormats', {
      value: metadataFormats.map((format) => (format === 'json' ? 'application/json' : 'application/xml')),
      probe: { ...readRoot, path: '$metadata?$format=json' },
    }),
    valueCapability(target, 'Capabilities.AcceptableEncodings', { value: ['gzip'] }),
    // A service that does not know a preference ignores it (Protocol 4.01, 8.2.8): the answer comes at once.
    valueCapability(target, 'Capabilities.AsynchronousRequestsSupported', {
      value: false,
      probe: { ...readRoot, headers: { Prefer: 'respond-async' } },
    }),
    valueCapability(
      target,
      'Capabilities.CrossJoinSupported',
      notSupported({ method: 'GET', path: `$crossjoin(${set})`, status: 501 }),
    ),
    valueCapability(target, 'Capabilities.KeyAsSegmentSupported', {
      value: true,
      probe: { method: 'GET', path: `${set}/{id}`, status: 200 },
    }),
    valueCapability(target, 'Capabilities.QuerySegmentSupported', querySegment(set)),
    valueCapability(target, 'Capabilities.AnnotationValuesInQuerySupported', { value: false }),
    writeOptions(set),
    ...filterFunctions(set),
    recordCapability(target, 'Capabilities.DeepInsertSupport', {
      Supported: { value: false },
      ContentIDSupported: { value: false },
    }),
    valueCapability(target, 'Capabilities.DeepUpdateSupport', { value: never }),
    ...batchCapabilities(),
  ];
}
