/** The function app: every trigger, registered when the package is loaded. */
import { app } from './app.ts';
import './assets.ts';
import './collector.ts';
import { composition } from './composition.ts';
import './docs.ts';
import './health.ts';
import './maintenance.ts';
import './odata.ts';
import './openApi.ts';
import './pages.ts';
import './protectedResource.ts';
import './telemetry.ts';
import { receiveRequests } from './receiveRequests.ts';
import './unknownAddress.ts';

// Without streaming, chunked bodies never reach a Node function (Azure/azure-functions-host#10640).
app.setup({ enableHttpStream: true });
receiveRequests();

// The service is read while the platform goes on starting. What goes wrong is answered by the first request.
setImmediate(() => {
  composition().catch(() => undefined);
});
