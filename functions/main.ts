/** The function app: every HTTP trigger, registered when the package is loaded. */
import { app } from '@azure/functions';
import './health.ts';
import './odata.ts';
import './openApi.ts';
import './protectedResource.ts';
import './unknownAddress.ts';

// Without streaming, chunked bodies never reach a Node function (Azure/azure-functions-host#10640).
app.setup({ enableHttpStream: true });
