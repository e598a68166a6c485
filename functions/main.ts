import { app } from '@azure/functions';

// Without streaming, chunked bodies never reach a Node function (Azure/azure-functions-host#10640).
app.setup({ enableHttpStream: true });

import './health.ts';
import './odata.ts';
import './protectedResource.ts';
import './unknownAddress.ts';
