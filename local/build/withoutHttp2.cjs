/** In the place of `node:http2` in the local host: undici does without it where it is missing, and loading it takes 6 ms. */
throw new Error('The local host speaks no HTTP/2.');
