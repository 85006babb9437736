import { Problem } from '../problems/problem.js';

/**
 * What `work` comes to, if it does within `ms`.
 * @throws Problem `request-timeout`, which ends the connection: a sender that drips holds no place for ever
 */
export async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Problem('request-timeout', { headers: { connection: 'close' } })), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
