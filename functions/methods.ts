import type { HttpMethod } from '@azure/functions';

/** Every method the platform can route: the others never arrive, so 405 is answered for as many as possible. */
export const methods: HttpMethod[] = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'];
