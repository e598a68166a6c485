/** What this project uses of the renderer, which publishes no types. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  export interface RendererOptions {
    readonly domNode: HTMLElement;
    readonly spec: object;
    readonly docExpansion: 'list' | 'full' | 'none';
    readonly defaultModelsExpandDepth: number;
    readonly deepLinking: boolean;
    readonly tryItOutEnabled: boolean;
    readonly filter: boolean;
    /** null: documents are checked by no service of others. */
    readonly validatorUrl: null;
  }
  const swaggerUi: (options: RendererOptions) => void;
  export default swaggerUi;
}
