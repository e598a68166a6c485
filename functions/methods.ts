import type { HttpMethod } from '@azure/functions';

/**
 * Every method that reaches a handler, so that 405 is answered for as many as possible. TRACE and CONNECT do not: the
 * library throws on them before it calls one.
 */
export const methods: HttpMethod[] = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS'];
