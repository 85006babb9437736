import type { PlatformDescription } from '@satudata/local-platform';
import { tokenSource, type TokenRequest } from './client-token.js';
import { refusal, silent } from './refusal.js';
import { urlOf } from './running-platform.js';

const ANSWER_WITHIN_MS = 120_000;

export type AskOperator = <Answer>(path: string, body?: object, method?: 'DELETE') => Promise<Answer>;

/** @throws CommandFailure as `askAs` */
export function askAsOperator(platform: PlatformDescription, service: string): AskOperator {
  return askAs(platform, { client: 'operator', service });
}

/**
 * Asks a service as one of the clients of this machine: POST when there is a body, else GET or what is named.
 * @throws CommandFailure with the words of a refusal, or when the service does not answer
 */
export function askAs(platform: PlatformDescription, request: TokenRequest): AskOperator {
  const token = tokenSource(platform, request);
  return async <Answer>(path: string, body?: object, method?: string) => {
    const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' };
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : { method: method ?? 'GET' };
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const answer = await fetch(urlOf(platform, request.service) + path, { headers, signal, ...init }).catch(
      () => undefined,
    );
    if (!answer) throw silent(request.service);
    if (!answer.ok) throw await refusal(answer);
    return (await answer.json()) as Answer;
  };
}
