import { isCivilDate, isVillageCode } from '@satudata/contracts';
import { UndecodableEvent } from '@satudata/inbox';

/**
 * Reads the few fields that the store needs; what else a record holds, and fields it will get one day, stay in raw.
 * Errors name the field, never what stood in it.
 */
export class Fields {
  constructor(
    private readonly value: unknown,
    private readonly path = 'record',
  ) {
    if (typeof value !== 'object' || value === null) throw new UndecodableEvent(`${path} is not an object`);
  }

  text(name: string): string {
    const value = this.get(name);
    if (typeof value !== 'string' || value === '') throw this.unreadable(name, 'a text');
    return value;
  }

  oneOf<Word extends string>(name: string, words: readonly Word[]): Word {
    const value = this.text(name);
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) throw this.unreadable(name, `one of ${words.join(', ')}`);
    return word;
  }

  date(name: string): string {
    const value = this.text(name);
    if (!isCivilDate(value)) throw this.unreadable(name, 'a date');
    return value;
  }

  village(name: string): string {
    const value = this.text(name);
    if (!isVillageCode(value)) throw this.unreadable(name, 'a village code');
    return value;
  }

  count(name: string): number {
    const value = this.get(name);
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > MOST) {
      throw this.unreadable(name, 'a count');
    }
    return value;
  }

  instant(name: string): string {
    const value = this.text(name);
    if (Number.isNaN(Date.parse(value))) throw this.unreadable(name, 'an instant');
    return value;
  }

  /** A position in a topic: digits, since it grows beyond 2^53. */
  offset(name: string): string {
    const value = this.text(name);
    if (!/^[0-9]{1,18}$/.test(value)) throw this.unreadable(name, 'an offset');
    return value;
  }

  inside(name: string): Fields {
    return new Fields(this.get(name), `${this.path}.${name}`);
  }

  list(name: string): Fields[] {
    const value = this.get(name);
    if (!Array.isArray(value)) throw this.unreadable(name, 'a list');
    return value.map((member: unknown, index) => new Fields(member, `${this.path}.${name}[${index}]`));
  }

  private get(name: string): unknown {
    return (this.value as Record<string, unknown>)[name];
  }

  private unreadable(name: string, wanted: string): UndecodableEvent {
    return new UndecodableEvent(`${this.path}.${name} is not ${wanted}`);
  }
}

/** What an `integer` column holds. */
const MOST = 2_147_483_647;
