import * as azureFunctions from '@azure/functions';

/** What functions are registered with. The library is named here alone: each file that names it makes a copy of all its names at a cold start. */
export const { app } = azureFunctions;

/** The library itself, for who hooks into it. */
export { azureFunctions };
