import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT, type JWK } from 'jose';
import { askDatabase } from '../platform/ask-database.js';

/** The same token as identity itself would have signed it so many seconds earlier. */
export async function agedCopy(token: string, seconds: number): Promise<string> {
  const { kid, alg, typ } = decodeProtectedHeader(token);
  const [row] = await askDatabase<{ jwk: JWK }>('identity', 'select jwk from identity.signing_key where kid = $1', [
    kid,
  ]);
  if (!row || !alg || !typ || !kid) throw new Error('identity does not know the key that signed this token');
  const { iat = 0, exp = 0, ...claims } = decodeJwt(token);
  return new SignJWT({ ...claims, iat: iat - seconds, exp: exp - seconds })
    .setProtectedHeader({ kid, alg, typ })
    .sign(await importJWK(row.jwk, alg));
}
