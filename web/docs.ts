/** The page at `/docs`: the reference of the API, in which requests can be sent. */
import swaggerUi from 'swagger-ui-dist/swagger-ui-es-bundle.js';
import { onlyBearer, type OpenApiDocument } from './onlyBearer.ts';
import { elementOf } from './page/elements.ts';

const domNode = elementOf('reference', HTMLElement);
const response = await fetch('/openapi.json');
if (response.ok) {
  const document = onlyBearer((await response.json()) as OpenApiDocument);
  swaggerUi({
    domNode,
    // Requests go where this page comes from, by whatever name the service calls itself: the page may send them nowhere else.
    spec: { ...document, servers: [{ url: location.origin, description: 'This service.' }] },
    docExpansion: 'none',
    defaultModelsExpandDepth: 0,
    deepLinking: true,
    tryItOutEnabled: true,
    filter: true,
    validatorUrl: null,
  });
} else domNode.textContent = `The description of the API could not be read: the service answered ${response.status}.`;
