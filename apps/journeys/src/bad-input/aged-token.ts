import { decodeJwt } from 'jose';
import { resigned } from '../offices/resigned-token.js';

/** The same token as identity itself would have signed it so many seconds earlier. */
export async function agedCopy(token: string, seconds: number): Promise<string> {
  const { iat = 0, exp = 0 } = decodeJwt(token);
  return resigned(token, { iat: iat - seconds, exp: exp - seconds });
}
