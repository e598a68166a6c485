import { office365ActiveUserCounts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { writeCsdlXml } from '../../shared/represent/metadata/writeCsdlXml.ts';
import { sampledModel } from '../support/sampledModel.ts';

/** `$metadata` of the type the clients use, and of one for each shape and kind of property: generating takes as long as there are types. */
export const sampledMetadata = (): string => writeCsdlXml(sampledModel([office365ActiveUserCounts]));
