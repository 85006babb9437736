import type { BirthReport, Newborn, Person } from '@satudata/contracts';
import type { Draft } from './draft.js';
import { demand } from './lives.js';
import { regroup, type Regrouping } from './regroup.js';
import { daysLate } from './report.rules.js';

/** A child is born into a family: a new member on the card of a parent (UU 23/2006 art. 27). @throws Refusal */
export function birth(
  draft: Draft,
  report: BirthReport,
  { id, ...regrouping }: Regrouping & { readonly id: string },
): void {
  const { child, date, lateApproval } = report;
  demand(daysLate('birth', report) === 0 || lateApproval !== undefined, '/lateApproval', 'event.late-approval');
  demand(draft.person(child.nik) === undefined, '/child/nik', 'nik.in-use');
  const card = draft.card(child.kk);
  demand(card?.status === 'active', '/child/kk', 'card.not-active');
  const mother = parent(draft, child.motherNik, 'P', { date, pointer: '/child/motherNik' });
  const father = parent(draft, child.fatherNik, 'L', { date, pointer: '/child/fatherNik' });
  const registered = [mother, father].filter((one) => one?.status === 'resident');
  const isTheirs = registered.length === 0 || registered.some((one) => one?.kk === child.kk);
  demand(isTheirs, '/child/kk', 'birth.parents-card');
  draft.add('person.born', newPerson(child, report, { id, address: card.address }));
  const member = { nik: child.nik, relation: child.relationToHead };
  regroup(draft, undefined, { ...regrouping, joined: { kk: child.kk, member } });
}

/** A parent named by NIK; one who died around the birth is still a parent. */
export function parent(
  draft: Draft,
  nik: string | undefined,
  sex: 'L' | 'P',
  { date, pointer }: { readonly date: string; readonly pointer: string },
): Person | undefined {
  if (nik === undefined) return undefined;
  const person = draft.person(nik);
  demand(person !== undefined, pointer, 'person.unknown');
  demand(person.sex === sex, pointer, 'parent.sex');
  demand(person.birthDate < date, pointer, 'parent.younger');
  return person;
}

/** As form F-1.01 writes a newborn: not married (1), no school (1), no occupation (1). */
function newPerson(
  child: Newborn,
  { date, number }: BirthReport,
  { id, address }: { readonly id: string; readonly address: Person['residence']['address'] },
): Person {
  return {
    ...child,
    ...{ birthDate: date, maritalStatus: '1', education: '1', occupation: { code: '1', edition: '2019' } },
    ...{ status: 'resident', residence: { address, since: date }, birthCertificate: number, id, formerNiks: [] },
  };
}
