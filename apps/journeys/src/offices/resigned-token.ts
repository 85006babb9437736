import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose';
import { askDatabase } from '../platform/ask-database.js';

/** A token with other claims, signed by identity's own key: one that identity itself would not give. */
export async function resigned(token: string, changes: JWTPayload): Promise<string> {
  const { kid, alg, typ } = decodeProtectedHeader(token);
  const [row] = await askDatabase<{ jwk: JWK }>('identity', 'select jwk from identity.signing_key where kid = $1', [
    kid,
  ]);
  if (!row || !alg || !typ || !kid) throw new Error('identity does not know the key that signed this token');
  return new SignJWT({ ...decodeJwt(token), ...changes })
    .setProtectedHeader({ kid, alg, typ })
    .sign(await importJWK(row.jwk, alg));
}
