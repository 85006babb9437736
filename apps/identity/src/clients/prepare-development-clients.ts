import { publicPart } from '@satudata/service-kit';
import type { IdentityConfig } from '../identity-config.js';
import type { GrantRegister } from '../grants/grant-register.js';
import type { ClientRegister } from './client-register.js';
import { developmentClients, type DevelopmentClient } from './development-clients.js';
import { keyFromFile } from './key-file.js';

interface Registers {
  readonly clients: ClientRegister;
  readonly grants: GrantRegister;
}

/**
 * Registers the development clients with keys from the configured folder; what is there already stays as it is.
 * @throws Error in production, where keys must be made by those who use them
 */
export async function prepareDevelopmentClients(config: IdentityConfig, registers: Registers): Promise<void> {
  const folder = config.IDENTITY_DEVELOPMENT_CLIENTS;
  if (folder === undefined) return;
  if (config.NODE_ENV === 'production') {
    throw new Error(
      'IDENTITY_DEVELOPMENT_CLIENTS tidak boleh dipakai bila NODE_ENV=production / must not be set in production',
    );
  }
  for (const client of developmentClients()) {
    const key = await keyFromFile(folder, client.id);
    await registers.clients.register({ id: client.id, office: client.office, jwks: { keys: [publicPart(key)] } });
    await giveWhatIsMissing(client, registers.grants);
  }
}

const GRANTS_READ = 100;

/** A service at which the client was ever granted anything is left alone: a grant that was ended stays so. */
async function giveWhatIsMissing({ id, grants }: DevelopmentClient, register: GrantRegister): Promise<void> {
  const held = new Set((await register.list({ client: id }, GRANTS_READ)).map(({ service }) => service));
  for (const grant of grants.filter(({ service }) => !held.has(service))) {
    await register.give({ ...grant, client: id }, id);
  }
}
