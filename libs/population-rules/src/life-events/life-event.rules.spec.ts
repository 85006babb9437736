import type { CardAfter, CoupleReport, FamilyCard, Person, PersonElements } from '@satudata/contracts';
import { aFamilyCard, aPerson, EXAMPLE_VILLAGES, exampleNik } from '@satudata/testing';
import { decideLifeEvent, type LifeEvent } from './decide-life-event.js';
import type { Lives } from './lives.js';

const TODAY = '2026-11-24';
const ON = '2026-11-20';
const context = { today: TODAY, newPersonId: 'new-person', newCardId: (n: number) => `new-card-${n}` };

/** NIKs of the village of these specs. */
const [HUSBAND, WIFE, CHILD, SECOND_WIFE, BACHELOR, SPINSTER, NEWBORN, OUTSIDER] = [1, 2, 3, 4, 5, 6, 7, 8].map(
  exampleNik,
) as [string, string, string, string, string, string, string, string];
const [KK, KK_OF_BACHELOR, KK_OF_SPINSTER, NEW_KK, OTHER_KK] = [1, 5, 6, 20, 21].map((n) => aFamilyCard({}, n).kk) as [
  string,
  string,
  string,
  string,
  string,
];

const person = (nik: string, changes: Partial<Person>): Person => ({
  ...(aPerson({ nik, kk: KK }) as PersonElements),
  ...{ id: `id-${nik}`, formerNiks: [] },
  ...changes,
});
const card = (kk: string, head: string, ...others: (readonly [string, string])[]): FamilyCard => ({
  ...aFamilyCard({
    kk,
    head,
    members: [[head, '1'] as const, ...others].map(([nik, relation]) => ({ nik, relation })),
  }),
  id: `id-${kk}`,
});

/** A couple with a child, a bachelor and a spinster, each on their cards. */
function village(changes: { readonly persons?: Record<string, Partial<Person>>; cards?: FamilyCard[] } = {}): Lives {
  const people = [
    person(HUSBAND, { sex: 'L', birthDate: '1985-01-02', maritalStatus: '2', relationToHead: '1' }),
    person(WIFE, { sex: 'P', birthDate: '1988-03-04', maritalStatus: '2', relationToHead: '3' }),
    person(CHILD, { sex: 'L', birthDate: '2015-05-06', relationToHead: '4', motherNik: WIFE, fatherNik: HUSBAND }),
    person(BACHELOR, { sex: 'L', birthDate: '1995-07-08', kk: KK_OF_BACHELOR, relationToHead: '1' }),
    person(SPINSTER, { sex: 'P', birthDate: '1996-09-10', kk: KK_OF_SPINSTER, relationToHead: '1' }),
  ].map((one) => ({ ...one, ...changes.persons?.[one.nik] }));
  const cards = [
    card(KK, HUSBAND, [WIFE, '3'], [CHILD, '4']),
    card(KK_OF_BACHELOR, BACHELOR),
    card(KK_OF_SPINSTER, SPINSTER),
    ...(changes.cards ?? []),
  ];
  return { persons: new Map(people.map((one) => [one.nik, one])), cards: new Map(cards.map((one) => [one.kk, one])) };
}

const REPORT = { number: 'AKTA-1', date: ON, reportedOn: ON };
const paper = (kind: 'birth-letter' | 'death-letter' | 'marriage-letter' | 'court-ruling' | 'statement' | 'other') => [
  { kind, number: 'SURAT-1' },
];
type Of<Kind extends LifeEvent['kind']> = Extract<LifeEvent, { kind: Kind }>['report'];

const NEWBORN_ELEMENTS = {
  ...{ nik: NEWBORN, name: 'BAYI REKAAN', sex: 'P', birthPlace: 'HANURA', religion: '1', citizenship: '1' },
  ...{ motherName: 'IBU REKAAN', motherNik: WIFE, fatherName: 'TOKOH REKAAN', fatherNik: HUSBAND },
  ...{ kk: KK, relationToHead: '4' },
};
const birthOf = (child: object = {}, more: Partial<Of<'birth'>> = {}): LifeEvent => ({
  kind: 'birth',
  report: { ...REPORT, evidence: paper('birth-letter'), child: { ...NEWBORN_ELEMENTS, ...child }, ...more },
});
const deathOf = (nik: string, more: Partial<Of<'death'>> = {}): LifeEvent => ({
  kind: 'death',
  report: { ...REPORT, evidence: paper('death-letter'), nik, ...more },
});
const marriageOf = (husbandNik: string, wifeNik: string, more: Partial<CoupleReport> = {}): LifeEvent => ({
  kind: 'marriage',
  report: { ...REPORT, evidence: paper('marriage-letter'), husbandNik, wifeNik, ...more },
});
const divorceOf = (more: Partial<CoupleReport> = {}): LifeEvent => ({
  kind: 'divorce',
  report: { ...REPORT, evidence: paper('court-ruling'), husbandNik: HUSBAND, wifeNik: WIFE, ...more },
});
const adoptionOf = (more: Partial<Of<'adoption'>> = {}): LifeEvent => ({
  kind: 'adoption',
  report: { ...REPORT, evidence: paper('court-ruling'), childNik: CHILD, adoptiveParentNik: SPINSTER, ...more },
});
const recognitionOf = (childNik: string, fatherNik: string): LifeEvent => ({
  kind: 'recognition',
  report: { ...REPORT, evidence: paper('statement'), childNik, fatherNik },
});
const stillbirthOf = (motherNik: string): LifeEvent => ({
  kind: 'stillbirth',
  report: { ...REPORT, evidence: paper('statement'), motherNik },
});
const nameChangeOf = (nik: string, name: string): LifeEvent => ({
  kind: 'name-change',
  report: { ...REPORT, evidence: paper('court-ruling'), nik, name },
});
const correctionOf = (elements: object, kind: Parameters<typeof paper>[0] = 'other'): LifeEvent => ({
  kind: 'correction',
  report: { ...REPORT, evidence: paper(kind), nik: HUSBAND, elements },
});
const stated = (kk: string, ...members: (readonly [string, string])[]): CardAfter => ({
  ...{ kk, head: members[0]?.[0] ?? '' },
  members: members.map(([nik, relation]) => ({ nik, relation })),
});

/** What became of everybody whom the event touched: why, and the fields asked for. */
function after(lives: Lives, event: LifeEvent) {
  const decision = decideLifeEvent(lives, event, context);
  if (!decision.allowed) throw new Error(`refused: ${JSON.stringify(decision.findings)}`);
  const { persons, cards, roles } = decision.consequence;
  const peopled = new Map(persons.map(({ type, record }) => [record.nik, { type, ...record }]));
  return { ...{ persons: peopled, roles }, cards: new Map(cards.map((one) => [one.kk, one])) };
}

describe('A birth', () => {
  it('adds the child to the card of its parents, resident there from its first day', () => {
    const { persons, cards, roles } = after(village(), birthOf());
    expect([...persons.keys()]).toEqual([NEWBORN]);
    expect(persons.get(NEWBORN)).toMatchObject({
      ...{ type: 'person.born', id: 'new-person', birthDate: ON, maritalStatus: '1', status: 'resident' },
      ...{ kk: KK, relationToHead: '4', birthCertificate: 'AKTA-1', motherNik: WIFE },
      residence: { since: ON, address: { village: EXAMPLE_VILLAGES.hanura } },
    });
    expect(cards.get(KK)?.members.at(-1)).toEqual({ nik: NEWBORN, relation: '4' });
    expect(roles.map(({ role }) => role)).toEqual(['child', 'mother', 'father']);
  });

  it('whose mother died of it is still hers', () => {
    const lives = village({ persons: { [WIFE]: { status: 'deceased', deathDate: ON } } });
    expect(after(lives, birthOf()).persons.get(NEWBORN)?.motherNik).toBe(WIFE);
  });
});

describe('A death', () => {
  it('of a wife ends her residence, takes her from the card and widows the head', () => {
    const { persons, cards } = after(village(), deathOf(WIFE));
    expect(persons.get(WIFE)).toMatchObject({ type: 'person.died', status: 'deceased', deathDate: ON });
    expect(persons.get(WIFE)).not.toHaveProperty('kk');
    expect(persons.get(HUSBAND)).toMatchObject({ type: 'person.corrected', maritalStatus: '4' });
    expect(cards.get(KK)?.members.map(({ nik }) => nik)).toEqual([HUSBAND, CHILD]);
  });

  it('of the head closes the card in favour of the one that has a new head', () => {
    const cards = [stated(NEW_KK, [WIFE, '1'], [CHILD, '4'])];
    const { persons, cards: issued } = after(village(), deathOf(HUSBAND, { cards }));
    expect(issued.get(KK)).toMatchObject({ status: 'closed', replacedBy: NEW_KK });
    expect(issued.get(NEW_KK)).toMatchObject({ id: 'new-card-0', head: WIFE, issuedOn: ON, status: 'active' });
    expect(persons.get(WIFE)).toMatchObject({ maritalStatus: '4', kk: NEW_KK, relationToHead: '1' });
    expect(persons.get(CHILD)).toMatchObject({ kk: NEW_KK, relationToHead: '4' });
  });

  it('of the last member closes the card for good', () => {
    const closed = after(village(), deathOf(BACHELOR)).cards.get(KK_OF_BACHELOR);
    expect(closed).toMatchObject({ status: 'closed' });
    expect(closed).not.toHaveProperty('replacedBy');
  });

  it('of one of two wives leaves the husband married', () => {
    const second = person(SECOND_WIFE, { sex: 'P', maritalStatus: '2', relationToHead: '3' });
    const lives = village({ cards: [card(KK, HUSBAND, [WIFE, '3'], [SECOND_WIFE, '3'], [CHILD, '4'])] });
    const both = { ...lives, persons: new Map([...lives.persons, [SECOND_WIFE, second]]) };
    expect(after(both, deathOf(WIFE)).persons.has(HUSBAND)).toBe(false);
  });

  it('widows the spouse that is named when they live on another card', () => {
    const lives = village({ persons: { [BACHELOR]: { maritalStatus: '2' }, [SPINSTER]: { maritalStatus: '2' } } });
    const { persons } = after(lives, deathOf(BACHELOR, { spouseNik: SPINSTER }));
    expect(persons.get(SPINSTER)).toMatchObject({ maritalStatus: '4' });
  });
});

describe('A marriage', () => {
  it('merges two cards into one, and who joins it lives at its address', () => {
    const cards = [stated(NEW_KK, [BACHELOR, '1'], [SPINSTER, '3'])];
    const { persons, cards: issued } = after(village(), marriageOf(BACHELOR, SPINSTER, { cards }));
    expect([issued.get(KK_OF_BACHELOR), issued.get(KK_OF_SPINSTER)]).toMatchObject([
      { status: 'closed', replacedBy: NEW_KK },
      { status: 'closed', replacedBy: NEW_KK },
    ]);
    expect(persons.get(SPINSTER)).toMatchObject({ type: 'person.married', maritalStatus: '2', kk: NEW_KK });
  });

  it('may leave both on the cards of their parents', () => {
    const { persons, cards } = after(village(), marriageOf(BACHELOR, SPINSTER));
    expect([...persons.values()].map(({ maritalStatus }) => maritalStatus)).toEqual(['2', '2']);
    expect([...cards.keys()]).toEqual([]);
  });
});

describe('A divorce', () => {
  it('splits the card', () => {
    const cards = [stated(KK, [HUSBAND, '1']), stated(NEW_KK, [WIFE, '1'], [CHILD, '4'])];
    const { persons, cards: issued } = after(village(), divorceOf({ cards }));
    expect([persons.get(HUSBAND)?.maritalStatus, persons.get(WIFE)?.maritalStatus]).toEqual(['3', '3']);
    expect([issued.get(KK)?.status, issued.get(NEW_KK)?.members.length]).toEqual(['active', 2]);
    expect(persons.get(CHILD)).toMatchObject({ type: 'person.corrected', kk: NEW_KK });
  });
});

describe('An adoption, a recognition, a stillbirth, a new name, a correction', () => {
  it('brings the child onto the card of the adoptive parent, and leaves the parents by blood on record', () => {
    const cards = [stated(KK, [HUSBAND, '1'], [WIFE, '3']), stated(KK_OF_SPINSTER, [SPINSTER, '1'], [CHILD, '4'])];
    const { persons } = after(village(), adoptionOf({ cards }));
    expect(persons.get(CHILD)).toMatchObject({ kk: KK_OF_SPINSTER, motherNik: WIFE, fatherNik: HUSBAND });
  });

  it('gives a child the father who acknowledges it', () => {
    const lives = village({ persons: { [CHILD]: { fatherNik: undefined } as unknown as Partial<Person> } });
    expect(after(lives, recognitionOf(CHILD, BACHELOR)).persons.get(CHILD)?.fatherNik).toBe(BACHELOR);
  });

  it('leaves nobody behind but the report', () => {
    const { persons, cards, roles } = after(village(), stillbirthOf(WIFE));
    expect([persons.size, cards.size, roles]).toEqual([0, 0, [{ nik: WIFE, role: 'mother' }]]);
  });

  it('renames, and corrects, one field and no other', () => {
    expect(after(village(), nameChangeOf(WIFE, 'NAMA REKAAN')).persons.get(WIFE)).toMatchObject({
      type: 'person.renamed',
      name: 'NAMA REKAAN',
    });
    expect(
      after(village(), correctionOf({ birthDate: '1985-01-03', motherName: undefined })).persons.get(HUSBAND),
    ).toEqual({
      ...village().persons.get(HUSBAND),
      ...{ type: 'person.corrected', birthDate: '1985-01-03' },
    });
  });
});

const LATE = { date: '2026-09-20', reportedOn: '2026-11-20' };
const REFUSED: [rule: string, pointer: string, event: LifeEvent, lives?: Lives][] = [
  ['date.future', '/reportedOn', deathOf(WIFE, { reportedOn: '2026-11-25' })],
  ['event.reported-before', '/reportedOn', deathOf(WIFE, { reportedOn: '2026-11-19' })],
  ['event.evidence', '/evidence', deathOf(WIFE, { evidence: paper('statement') })],
  ['event.evidence', '/evidence', correctionOf({ sex: 'P' })],
  ['event.late-approval', '/lateApproval', birthOf({}, LATE)],
  ['nik.in-use', '/child/nik', birthOf({ nik: CHILD })],
  ['card.not-active', '/child/kk', birthOf({ kk: OTHER_KK })],
  ['birth.parents-card', '/child/kk', birthOf({ kk: KK_OF_SPINSTER })],
  ['parent.sex', '/child/motherNik', birthOf({ motherNik: BACHELOR })],
  ['parent.sex', '/child/fatherNik', birthOf({ fatherNik: SPINSTER })],
  ['parent.sex', '/motherNik', stillbirthOf(BACHELOR)],
  ['parent.younger', '/child/motherNik', birthOf({}, { date: '1987-01-01', lateApproval: 'SK-1' })],
  ['person.unknown', '/nik', deathOf(OUTSIDER)],
  ['person.not-resident', '/nik', deathOf(WIFE), village({ persons: { [WIFE]: { status: 'in-transit' } } })],
  ['card.not-listed', '/nik', deathOf(SPINSTER), village({ persons: { [SPINSTER]: { kk: KK } } })],
  ['date.before-birth', '/date', deathOf(CHILD, { date: '2015-05-05', reportedOn: ON })],
  ['cards.needed', '/cards', deathOf(HUSBAND)],
  ['cards.each-once', '/cards', deathOf(HUSBAND, { cards: [stated(NEW_KK, [WIFE, '1'])] })],
  [
    'cards.each-once',
    '/cards/1/members/0/nik',
    deathOf(HUSBAND, {
      cards: [stated(NEW_KK, [WIFE, '1'], [CHILD, '4']), stated(OTHER_KK, [WIFE, '1'], [CHILD, '4'])],
    }),
  ],
  [
    'cards.stranger',
    '/cards/0/members/2/nik',
    deathOf(HUSBAND, { cards: [stated(NEW_KK, [WIFE, '1'], [CHILD, '4'], [BACHELOR, '9'])] }),
  ],
  ['card.head-count', '/cards/0/members', deathOf(HUSBAND, { cards: [stated(NEW_KK, [WIFE, '1'], [CHILD, '1'])] })],
  [
    'card.head-differs',
    '/cards/0/head',
    deathOf(HUSBAND, { cards: [{ ...stated(NEW_KK, [WIFE, '4'], [CHILD, '1']), head: WIFE }] }),
  ],
  ['cards.spouse-unmarried', '/cards', deathOf(HUSBAND, { cards: [stated(NEW_KK, [CHILD, '1'], [WIFE, '3'])] })],
  ['cards.spouse-unmarried', '/cards', divorceOf({ cards: [stated(KK, [HUSBAND, '1'], [WIFE, '3'], [CHILD, '4'])] })],
  [
    'cards.other-regency',
    '/cards/0',
    marriageOf(BACHELOR, SPINSTER, { cards: [stated(KK_OF_BACHELOR, [BACHELOR, '1'], [SPINSTER, '3'])] }),
    village({
      persons: {
        [SPINSTER]: {
          kk: undefined,
          residence: { address: { street: 'JL. CONTOH', village: EXAMPLE_VILLAGES.podomoro }, since: '2000-01-01' },
        } as unknown as Partial<Person>,
      },
    }),
  ],
  [
    'cards.other-regency',
    '/cards/0/address/village',
    deathOf(HUSBAND, {
      cards: [
        {
          ...stated(NEW_KK, [WIFE, '1'], [CHILD, '4']),
          address: { street: 'JL. CONTOH', village: EXAMPLE_VILLAGES.podomoro },
        },
      ],
    }),
  ],
  [
    'card.not-active',
    '/cards/0/kk',
    deathOf(HUSBAND, { cards: [stated(NEW_KK, [WIFE, '1'], [CHILD, '4'])] }),
    village({ cards: [{ ...card(NEW_KK, OUTSIDER), status: 'closed' }] }),
  ],
  ['person.twice', '/wifeNik', marriageOf(BACHELOR, BACHELOR)],
  ['person.twice', '/spouseNik', deathOf(WIFE, { spouseNik: WIFE })],
  ['marriage.sexes', '/husbandNik', marriageOf(SPINSTER, BACHELOR)],
  [
    'marriage.age',
    '/wifeNik',
    marriageOf(BACHELOR, SPINSTER),
    village({ persons: { [SPINSTER]: { birthDate: '2007-11-21' } } }),
  ],
  ['marriage.married', '/wifeNik', marriageOf(BACHELOR, WIFE)],
  ['marriage.married', '/husbandNik', marriageOf(HUSBAND, SPINSTER)],
  [
    'marriage.kin',
    '/wifeNik',
    marriageOf(BACHELOR, SPINSTER),
    village({ persons: { [BACHELOR]: { motherNik: WIFE }, [SPINSTER]: { motherNik: WIFE } } }),
  ],
  ['divorce.not-married', '/husbandNik', divorceOf({ husbandNik: BACHELOR })],
  ['adoption.age', '/childNik', adoptionOf(), village({ persons: { [CHILD]: { birthDate: '2008-11-20' } } })],
  ['adoption.card', '/cards', adoptionOf()],
  ['recognition.father-known', '/childNik', recognitionOf(CHILD, BACHELOR)],
  ['change.nothing', '/name', nameChangeOf(WIFE, 'TOKOH REKAAN')],
  ['change.nothing', '/elements', correctionOf({ birthPlace: 'HANURA' })],
];

describe('Refused by its rule', () => {
  it.each(REFUSED)('%s at %s', (rule, pointer, event, lives = village()) => {
    expect(decideLifeEvent(lives, event, context)).toEqual({ allowed: false, findings: [{ pointer, rule }] });
  });
});

describe('Allowed after all', () => {
  it.each<[why: string, event: LifeEvent, lives?: Lives]>([
    ['a late birth that the head of the office approved', birthOf({}, { ...LATE, lateApproval: 'SK-1' })],
    ['a birth on the sixtieth day', birthOf({}, { date: '2026-09-21', reportedOn: '2026-11-20' })],
    ['a second wife, with leave of a court', marriageOf(HUSBAND, SPINSTER, { evidence: paper('court-ruling') })],
    [
      'marriage on the nineteenth birthday',
      marriageOf(BACHELOR, SPINSTER),
      village({ persons: { [SPINSTER]: { birthDate: '2007-11-20' } } }),
    ],
    ['another sex, by ruling of a court', correctionOf({ sex: 'P' }, 'court-ruling')],
    ['a death reported late, which is told and not refused', deathOf(WIFE, { date: '2026-01-01' })],
  ])('%s', (_, event, lives = village()) => {
    expect(decideLifeEvent(lives, event, context)).toMatchObject({ allowed: true });
  });
});
