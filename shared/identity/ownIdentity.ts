import type { TokenCredential } from '@azure/identity';
import { boundedCredential } from './boundedCredential.ts';
import { managedIdentity } from './managedIdentity.ts';

/**
 * The identity the app reaches its storage with: the user-assigned one with this client id, else whatever the platform or a
 * developer's machine has (DefaultAzureCredential).
 */
export async function ownIdentity(clientId: string | undefined): Promise<TokenCredential> {
  if (clientId !== undefined) return await managedIdentity(clientId);
  const { DefaultAzureCredential } = await import('@azure/identity');
  return boundedCredential(new DefaultAzureCredential());
}
