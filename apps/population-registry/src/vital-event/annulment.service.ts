import { Injectable } from '@nestjs/common';
import { Annulment, type ChangeEvent } from '@satudata/contracts';
import { rejected, type TakeContext, type Taker, type Verdict } from '@satudata/intake';
import { Outbox } from '@satudata/outbox';
import { brokenAnnulmentRules, civilToday } from '@satudata/population-rules';
import { int8Array, Problem, textArray } from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import { lockFamilyCards, saveFamilyCards } from '../family-card/family-card.store.js';
import { lockPersons, savePersons } from '../person/person.store.js';
import { standing, undo, type Undone } from './annulment.rules.js';
import { inTurn } from './in-turn.js';
import { vitalEventEvents } from './vital-event.events.js';
import { beginningOf, type HeldLives, type VitalEventState } from './vital-event.rules.js';
import { lockVitalEvent, saveVitalEvent } from './vital-event.store.js';

/** Takes an event back on the ruling of a court: what it changed is as it was before, as of the day it was dated. */
@Injectable()
export class AnnulmentService {
  constructor(private readonly outbox: Outbox) {}

  takerOf(id: string): Taker<Annulment> {
    return {
      entity: `annulment of ${id}`,
      submission: Annulment,
      take: (manager, annulments, context) =>
        inTurn(annulments, (annulment) => this.annul(manager, id, annulment, context)),
    };
  }

  private async annul(
    manager: EntityManager,
    id: string,
    annulment: Annulment,
    context: TakeContext,
  ): Promise<Verdict> {
    const event = await lockVitalEvent(manager, id);
    if (!event) throw new Problem('not-found');
    const held = await lockEffects(manager, event);
    const today = civilToday(context.now);
    const broken = brokenAnnulmentRules(event.record, annulment, { effects: standing(event, held), today });
    if (broken.length > 0) return rejected(...broken);
    const at = beginningOf(event.record.date);
    const changes = undo(await readUndone(manager, event), held, { at, now: context.now });
    const record = { ...event.record, status: 'annulled' as const, annulledBy: annulment.ruling };
    const state = { version: event.version + 1, effects: event.effects, record };
    await savePersons(
      manager,
      changes.persons.map((change) => change.state),
    );
    await saveFamilyCards(
      manager,
      changes.cards.map((change) => change.state),
    );
    await saveVitalEvent(manager, state);
    const said = vitalEventEvents('vital-event.annulled', at, state, changes);
    await this.outbox.publish(manager, [said], { traceparent: context.traceparent });
    return { outcome: 'stored', errors: [], warnings: [], id, version: state.version };
  }
}

async function lockEffects(manager: EntityManager, { effects }: VitalEventState): Promise<HeldLives> {
  const ids = [textArray(effects.map(({ id }) => id))];
  const [cards, persons] = [
    (await manager.query('select kk from registry.family_card where id = any($1::text[]::uuid[])', ids)) as {
      kk: string;
    }[],
    (await manager.query('select nik from registry.person where id = any($1::text[]::uuid[])', ids)) as {
      nik: string;
    }[],
  ];
  return {
    cards: await lockFamilyCards(
      manager,
      cards.map(({ kk }) => kk),
    ),
    persons: await lockPersons(
      manager,
      persons.map(({ nik }) => nik),
    ),
  };
}

/** What was said of each record before the event: the log of changes keeps it. */
async function readUndone(manager: EntityManager, { effects }: VitalEventState): Promise<Undone[]> {
  const rows = (await manager.query(
    `select change.entity_id as id, change.value
     from unnest($1::text[], $2::text[], $3::int8[]) as effect (entity, id, version)
     join outbox.change on change.entity = effect.entity and change.entity_id = effect.id
                       and change.version = effect.version - 1`,
    [
      textArray(effects.map(({ entity }) => entity)),
      textArray(effects.map(({ id }) => id)),
      int8Array(effects.map(({ version }) => version)),
    ],
  )) as { id: string; value: string }[];
  const before = new Map(rows.map(({ id, value }) => [id, (JSON.parse(value) as ChangeEvent).record]));
  return effects.map((effect) => ({ effect, before: before.get(effect.id) }));
}
