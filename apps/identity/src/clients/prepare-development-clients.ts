import { publicPart } from '@satudata/service-kit';
import type { IdentityConfig } from '../identity-config.js';
import type { ClientRegister } from './client-register.js';
import { developmentClients } from './development-clients.js';
import { keyFromFile } from './key-file.js';

/**
 * Registers the development clients with keys from the configured folder; what is there already stays as it is.
 * @throws Error in production, where keys must be made by those who use them
 */
export async function prepareDevelopmentClients(config: IdentityConfig, clients: ClientRegister): Promise<void> {
  const folder = config.IDENTITY_DEVELOPMENT_CLIENTS;
  if (folder === undefined) return;
  if (config.NODE_ENV === 'production') {
    throw new Error(
      'IDENTITY_DEVELOPMENT_CLIENTS tidak boleh dipakai bila NODE_ENV=production / must not be set in production',
    );
  }
  for (const { id, grants } of developmentClients()) {
    const key = await keyFromFile(folder, id);
    await clients.register({ id, jwks: { keys: [publicPart(key)] } }, grants);
  }
}
