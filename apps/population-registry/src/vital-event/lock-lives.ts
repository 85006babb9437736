import type { Person } from '@satudata/contracts';
import { textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { lockFamilyCards } from '../family-card/family-card.store.js';
import { lockPersons } from '../person/person.store.js';
import type { HeldLives } from './vital-event.rules.js';

/** Somebody changed cards while these were waited for: the transaction is to be done once more (SQLSTATE 40001). */
class Overtaken extends Error {
  override readonly name = 'Overtaken';
  readonly code = '40001';
}

/**
 * Locks the cards of these persons and of these numbers, then everybody on them, so that two events of a family
 * follow one another. Cards come before persons, and each in one order, for everybody.
 */
export async function lockLives(
  manager: EntityManager,
  { niks, kks }: { readonly niks: readonly string[]; readonly kks: readonly string[] },
): Promise<HeldLives> {
  const asked = new Set([...kks, ...(await cardsOf(manager, niks))]);
  const cards = await lockFamilyCards(manager, [...asked]);
  const members = [...cards.values()].flatMap(({ record }) => record.members.map(({ nik }) => nik));
  const persons = await lockPersons(manager, [...new Set([...niks, ...members])]);
  for (const nik of niks) {
    const kk = persons.get(nik)?.record.kk;
    if (kk !== undefined && !asked.has(kk)) throw new Overtaken('a person came onto another card');
  }
  return { persons, cards };
}

async function cardsOf(manager: EntityManager, niks: readonly string[]): Promise<string[]> {
  const rows = (await manager.query('select record from registry.person where nik = any($1::text[])', [
    textArray(niks),
  ])) as { record: string }[];
  return rows.flatMap(({ record }) => (JSON.parse(record) as Person).kk ?? []);
}
