import type { RecognitionReport } from '@satudata/contracts';
import { parent } from './birth.js';
import type { Draft } from './draft.js';
import { demand } from './lives.js';

/** A man acknowledges a child as his. @throws Refusal */
export function recognition(draft: Draft, { childNik, fatherNik }: RecognitionReport): void {
  demand(childNik !== fatherNik, '/fatherNik', 'person.twice');
  const child = draft.resident(childNik, '/childNik');
  demand(child.fatherNik === undefined, '/childNik', 'recognition.father-known');
  const father = parent(draft, fatherNik, 'L', { date: child.birthDate, pointer: '/fatherNik' });
  draft.change(childNik, 'person.corrected', { fatherNik, fatherName: father?.name });
}
