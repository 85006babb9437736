import type {
  CardAfter,
  FamilyCard,
  FamilyMember,
  Move,
  Person,
  PersonElements,
  VitalEventReport,
} from '@satudata/contracts';
import { aFamilyCard, aPerson, exampleNik } from '@satudata/testing';
import fc from 'fast-check';
import { ageOn } from './age.js';
import { decideMove, type MoveEvent } from '../moves/decide-move.js';
import { decideLifeEvent, type LifeDecision, type LifeEvent } from './decide-life-event.js';

const FAMILIES = 25;
const STEPS = 60;
const RUNS = 150;
const TODAY = '2026-11-24';
const FIRST_DAY = Date.parse('2020-01-01');
const DAY_MS = 86_400_000;

/** A village whose office reports only what the law allows. */
class Village {
  readonly persons = new Map<string, Person>();
  readonly cards = new Map<string, FamilyCard>();
  readonly counts = { founders: 0, born: 0, died: 0, departed: 0, arrived: 0 };
  /** Under which letters somebody is in transit. */
  readonly letters: Move[] = [];
  readonly tally = new Map<string, number>();
  private numbers = 0;
  private day = 0;

  constructor() {
    for (let family = 0; family < FAMILIES; family++) this.found(family % 5);
  }

  /** A couple with children of marriageable age. */
  private found(children: number): void {
    const kk = this.newKk();
    const members: FamilyMember[] = [];
    const settle = (sex: string, birthDate: string, maritalStatus: string, relation: string) => {
      const nik = this.newNik();
      const elements = aPerson({ nik, sex, birthDate, maritalStatus, kk, relationToHead: relation }) as PersonElements;
      this.keep({ ...elements, id: nik, formerNiks: [] });
      members.push({ nik, relation });
      this.counts.founders += 1;
    };
    settle('L', '1970-01-01', '2', '1');
    settle('P', '1972-01-01', '2', '3');
    for (let child = 0; child < children; child++) settle(child % 2 ? 'P' : 'L', `199${child}-01-01`, '1', '4');
    const head = members[0]?.nik ?? '';
    this.issue({ ...aFamilyCard({ kk, head, members }), id: kk });
  }

  residents(): Person[] {
    return [...this.persons.values()].filter(({ status }) => status === 'resident');
  }

  activeCards(): FamilyCard[] {
    return [...this.cards.values()].filter(({ status }) => status === 'active');
  }

  newNik = (): string => exampleNik((this.numbers += 1));
  newKk = (): string => aFamilyCard({}, (this.numbers += 1)).kk;

  report(): Omit<VitalEventReport, 'evidence'> {
    this.day += 1;
    const date = new Date(FIRST_DAY + this.day * DAY_MS).toISOString().slice(0, 10);
    return { number: `AKTA-${this.day}`, date, reportedOn: date };
  }

  /** The office reports an event, which must be allowed; what follows from it becomes so. */
  happen(event: LifeEvent | MoveEvent): void {
    const newCardId = (n: number) => `${event.report.number}-${n}`;
    const context = { today: TODAY, newPersonId: this.newNik(), newCardId };
    this.become(event, isMove(event) ? decideMove(this, event, context) : decideLifeEvent(this, event, context));
    this.tally.set(event.kind, (this.tally.get(event.kind) ?? 0) + 1);
    if (event.kind === 'birth') this.counts.born += 1;
    if (event.kind === 'death') this.counts.died += 1;
    if (event.kind === 'departure') this.counts.departed += event.report.persons.length;
    if (event.kind === 'arrival') this.counts.arrived += event.letter.persons.length;
  }

  private become(event: LifeEvent | MoveEvent, decision: LifeDecision): void {
    expect([event, decision]).toEqual([event, expect.objectContaining({ allowed: true })]);
    if (!decision.allowed) return;
    for (const { record } of decision.consequence.persons) this.keep(record);
    for (const card of decision.consequence.cards) this.issue(card);
  }

  /** Frozen, so that a decision which touches its state throws. */
  private keep(person: Person): void {
    this.persons.set(person.nik, Object.freeze(person));
  }

  private issue(card: FamilyCard): void {
    this.cards.set(card.kk, Object.freeze({ ...card, members: Object.freeze(card.members) as FamilyMember[] }));
  }
}

const isMove = (event: LifeEvent | MoveEvent): event is MoveEvent =>
  ['departure', 'arrival', 'cancellation', 'local'].includes(event.kind);

type Pick = <T>(from: readonly T[]) => T | undefined;
type Report = (village: Village, pick: Pick) => LifeEvent | MoveEvent | undefined;

const paper = (kind: 'birth-letter' | 'death-letter' | 'marriage-letter' | 'court-ruling') => [{ kind, number: 'S-1' }];
const couplesOf = (village: Village) =>
  village.activeCards().flatMap(({ kk, head, members }) => {
    const wife = members.find(({ relation }) => relation === '3');
    return wife ? [{ kk, husbandNik: head, wifeNik: wife.nik }] : [];
  });

/** What is left of a card, under its head, or under the next when the head is gone. */
function without(card: FamilyCard | undefined, gone: string, kk: string): CardAfter[] {
  const rest = (card?.members ?? []).filter(({ nik }) => nik !== gone);
  const head = rest.find(({ relation }) => relation === '1') ?? rest[0];
  if (!card || !head) return [];
  const members = rest.map(({ nik, relation }) => {
    if (nik === head.nik) return { nik, relation: '1' };
    return { nik, relation: card.head === gone ? '9' : relation };
  });
  return [{ kk, head: head.nik, members }];
}

const birth: Report = (village, pick) => {
  const couple = pick(couplesOf(village));
  if (!couple) return undefined;
  const nik = village.newNik();
  const child = {
    ...{
      nik,
      name: 'BAYI REKAAN',
      sex: pick(['L', 'P']) ?? 'L',
      birthPlace: 'HANURA',
      religion: '1',
      citizenship: '1',
    },
    ...{ motherName: 'IBU REKAAN', motherNik: couple.wifeNik, fatherNik: couple.husbandNik },
    ...{ kk: couple.kk, relationToHead: '4' },
  };
  return { kind: 'birth', report: { ...village.report(), evidence: paper('birth-letter'), child } };
};

const death: Report = (village, pick) => {
  const deceased = pick(village.residents());
  if (!deceased) return undefined;
  const card = village.cards.get(deceased.kk ?? '');
  const isHead = card?.head === deceased.nik;
  const cards = isHead ? without(card, deceased.nik, village.newKk()) : [];
  const report = { ...village.report(), evidence: paper('death-letter'), nik: deceased.nik };
  return { kind: 'death', report: { ...report, ...(cards.length > 0 && { cards }) } };
};

const marriage: Report = (village, pick) => {
  const single = village.residents().filter(({ maritalStatus, birthDate }) => {
    return maritalStatus !== '2' && ageOn(birthDate, '2020-01-01') >= 19;
  });
  const husband = pick(single.filter(({ sex }) => sex === 'L'));
  const wife = pick(single.filter(({ sex, kk }) => sex === 'P' && kk !== husband?.kk));
  if (!husband || !wife) return undefined;
  const kk = village.newKk();
  const members = [
    { nik: husband.nik, relation: '1' },
    { nik: wife.nik, relation: '3' },
  ];
  const left = [husband, wife].flatMap((one) => without(village.cards.get(one.kk ?? ''), one.nik, one.kk ?? ''));
  const report = { ...village.report(), evidence: paper('marriage-letter') };
  const named = { husbandNik: husband.nik, wifeNik: wife.nik, cards: [{ kk, head: husband.nik, members }, ...left] };
  return { kind: 'marriage', report: { ...report, ...named } };
};

const divorce: Report = (village, pick) => {
  const couple = pick(couplesOf(village));
  if (!couple) return undefined;
  const { kk, ...named } = couple;
  const alone = { kk: village.newKk(), head: named.wifeNik, members: [{ nik: named.wifeNik, relation: '1' }] };
  const cards = [...without(village.cards.get(kk), named.wifeNik, kk), alone];
  return { kind: 'divorce', report: { ...village.report(), evidence: paper('court-ruling'), ...named, cards } };
};

const adoption: Report = (village, pick) => {
  const child = pick(village.residents().filter(({ birthDate }) => birthDate >= '2020-01-01'));
  const adoptive = pick(village.activeCards().filter(({ kk }) => kk !== child?.kk));
  const parent = village.persons.get(adoptive?.head ?? '');
  if (!child || !adoptive || !parent || parent.birthDate >= child.birthDate) return undefined;
  const home = village.cards.get(child.kk ?? '');
  if (home?.head === child.nik) return undefined;
  const { kk, head, members } = adoptive;
  const cards = [{ kk, head, members: [...members, { nik: child.nik, relation: '4' }] }];
  const named = { childNik: child.nik, adoptiveParentNik: head };
  const report = { ...village.report(), evidence: paper('court-ruling'), ...named };
  return { kind: 'adoption', report: { ...report, cards: [...cards, ...without(home, child.nik, child.kk ?? '')] } };
};

/** One leaves, or the whole family. */
const departure: Report = (village, pick) => {
  const card = pick(village.activeCards());
  const mover = pick(card?.members ?? []);
  if (!card || !mover) return undefined;
  const isAlone = mover.nik !== card.head;
  const persons = isAlone ? [{ nik: mover.nik }] : card.members.map(({ nik }) => ({ nik }));
  const { number, date } = village.report();
  const from = village.persons.get(card.head)?.residence.address;
  if (!from) return undefined;
  const niks = persons.map(({ nik }) => nik);
  village.letters.push({
    ...{ id: number, number, persons: niks, from, to: { regency: '18.10' }, class: '3', departedOn: date },
    ...{ validUntil: TODAY, status: 'in-transit' },
  });
  return { kind: 'departure', report: { number, date, persons, to: '18.10', validUntil: TODAY } };
};

/** Those who are in transit settle here again, on a card of their own. */
const arrival: Report = (village, pick) => {
  const letter = pick(village.letters);
  const [head, ...others] = letter?.persons ?? [];
  if (!letter || head === undefined) return undefined;
  village.letters.splice(village.letters.indexOf(letter), 1);
  const members = [{ nik: head, relation: '1' }, ...others.map((nik) => ({ nik, relation: '9' }))];
  const cards = [{ kk: village.newKk(), head, members, address: letter.from }];
  return { kind: 'arrival', letter, report: { number: letter.number, date: village.report().date, cards } };
};

const REPORTS: readonly Report[] = [birth, birth, death, marriage, divorce, adoption, departure, arrival];

/** What no lawful village may look like, a line each. */
function faultsIn(village: Village): string[] {
  const faults: string[] = [];
  const homes = new Map<string, string>();
  for (const { kk, head, members } of village.activeCards()) {
    const heads = members.filter(({ relation }) => relation === '1').map(({ nik }) => nik);
    if (heads.join() !== head) faults.push(`${kk} has the heads ${heads.join()}, and says ${head}`);
    for (const { nik, relation } of members) {
      if (homes.has(nik)) faults.push(`${nik} stands on ${kk} and on ${homes.get(nik) ?? ''}`);
      homes.set(nik, kk);
      const isSpouse = relation === '2' || relation === '3';
      if (isSpouse && village.persons.get(nik)?.maritalStatus !== '2')
        faults.push(`${nik} is a spouse and not married`);
    }
  }
  const residents = village.residents();
  for (const { nik, kk } of residents) if (homes.get(nik) !== kk) faults.push(`${nik} does not stand on ${kk ?? ''}`);
  if (homes.size !== residents.length) faults.push(`${homes.size} stand on cards, ${residents.length} are residents`);
  const { founders, born, died, departed, arrived } = village.counts;
  const sum = founders + born + arrived - died - departed;
  if (residents.length !== sum) faults.push(`${residents.length} are residents, the events leave ${sum}`);
  return faults;
}

it('over random lawful lives, each living resident stands on exactly one card under one head, and the sums hold', () => {
  let lives = 0;
  const tally = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { minLength: STEPS, maxLength: STEPS }), (steps) => {
      const village = new Village();
      for (const [which, ...chances] of steps) {
        const left = [...chances, which];
        const pick: Pick = (from) => from[(left.shift() ?? 0) % Math.max(1, from.length)];
        const event = REPORTS[which % REPORTS.length]?.(village, pick);
        if (event) village.happen(event);
      }
      expect(faultsIn(village)).toEqual([]);
      lives += village.persons.size;
      for (const [kind, times] of village.tally) tally.set(kind, (tally.get(kind) ?? 0) + times);
    }),
    { numRuns: RUNS },
  );
  expect(lives).toBeGreaterThanOrEqual(10_000);
  for (const kind of ['birth', 'death', 'marriage', 'divorce', 'adoption', 'departure', 'arrival']) {
    expect([kind, (tally.get(kind) ?? 0) >= 500]).toEqual([kind, true]);
  }
}, 120_000);
