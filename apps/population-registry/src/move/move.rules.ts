import { canonical, Move, regencyOf, type Address, type CardAfter } from '@satudata/contracts';
import type { SourceEvent } from '@satudata/outbox';
import type { MoveEvent } from '@satudata/population-rules';

export interface MoveState {
  readonly version: number;
  readonly record: Move;
}

export type Departure = Extract<MoveEvent, { kind: 'departure' | 'local' }>;
export type Settling = Extract<MoveEvent, { kind: 'arrival' | 'cancellation' }>;

/** A move as it begins, which for one inside the regency is also its end. */
export function newMove(event: Departure, { id, from }: { readonly id: string; readonly from: Address }): MoveState {
  const { number, date } = event.report;
  const persons = event.report.persons.map(({ nik }) => nik);
  const common = { id, number, persons, from, departedOn: date };
  if (event.kind === 'departure') {
    const { to, validUntil } = event.report;
    const isLeaving = !to.startsWith('18.');
    const way = { to: { regency: to }, class: isLeaving ? '4' : '3', status: isLeaving ? 'arrived' : 'in-transit' };
    return { version: 1, record: canonical(Move, { ...common, ...way, validUntil }) };
  }
  const address = addressOf(event.report.cards) ?? from;
  const isOtherDistrict = address.village.slice(0, 8) !== from.village.slice(0, 8);
  const way = { to: { regency: regencyOf(address.village), address }, class: isOtherDistrict ? '2' : '1' };
  return { version: 1, record: canonical(Move, { ...common, ...way, arrivedOn: date, status: 'arrived' }) };
}

/** A move as it ends: where they settled, or back where they were. */
export function endedMove({ version, record }: MoveState, { kind, report }: Settling, address: Address): MoveState {
  const isArrival = kind === 'arrival';
  const end = isArrival
    ? { to: { regency: regencyOf(address.village), address }, arrivedOn: report.date, status: 'arrived' }
    : { status: 'cancelled' };
  return { version: version + 1, record: canonical(Move, { ...record, ...end }) };
}

function addressOf(cards: readonly CardAfter[]): Address | undefined {
  return cards.find(({ address }) => address !== undefined)?.address;
}

export function moveEvent(
  type: SourceEvent['type'],
  at: string,
  { version, record }: MoveState,
  region: string,
): SourceEvent {
  return { entity: 'move', entityId: record.id, version, type, at, record, region };
}
