import { app } from '@azure/functions';

/** The least an app of this programming model can be: what loading it takes, no app can save. */
app.setup({ enableHttpStream: true });
app.http('one', { authLevel: 'anonymous', handler: () => ({ body: 'one' }) });
