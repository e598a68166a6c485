import type { EntityType } from '../../edm/entityType.ts';
import type { ODataVersion } from '../../headers/negotiateVersions.ts';
import { writeCsdlJson } from './writeCsdlJson.ts';
import { writeCsdlXml } from './writeCsdlXml.ts';

/** The metadata document of a model, as CSDL JSON 4.01 or as CSDL XML of a version. */
export function writeMetadata(model: readonly EntityType[], format: string, version: ODataVersion): string {
  return format === 'json' ? writeCsdlJson(model) : writeCsdlXml(model, version);
}
