import type { TokenCredential } from '@azure/identity';
import { boundedCredential } from './boundedCredential.ts';

/**
 * The managed identity of the app, the user-assigned one with this client id or the system-assigned one. The package that
 * knows how to ask the platform is read when it is first needed.
 */
export async function managedIdentity(clientId: string | undefined): Promise<TokenCredential> {
  const { ManagedIdentityCredential } = await import('@azure/identity');
  return boundedCredential(new ManagedIdentityCredential(clientId === undefined ? {} : { clientId }));
}
