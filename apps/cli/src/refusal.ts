import { CommandFailure } from './terminal/command-failure.js';

interface Words {
  id: string;
  en: string;
}

/** A problem of RFC 9457 as our services tell it. */
export async function refusal(answer: Response): Promise<CommandFailure> {
  const problem = (await answer.json().catch(() => ({}))) as { words?: Words; errors?: Words[] };
  const told = [...(problem.words ? [problem.words] : []), ...(problem.errors ?? [])];
  const inWords = (language: keyof Words) => told.map((words) => words[language]).join(' ') || String(answer.status);
  return new CommandFailure(inWords('id'), inWords('en'));
}

export function silent(service: string): CommandFailure {
  return new CommandFailure(`Layanan ${service} tidak menjawab.`, `The service ${service} does not answer.`);
}
