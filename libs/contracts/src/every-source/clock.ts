import { Instant, Integer, NestedList, Text } from '../field/kinds.js';

export class ClockPosition {
  @Text({ words: { id: 'Topik', en: 'Topic' }, max: 249 })
  topic!: string;

  @Integer({ words: { id: 'Partisi', en: 'Partition' }, min: 0 })
  partition!: number;

  @Text({ words: { id: 'Offset berikutnya', en: 'Next offset' }, max: 20 })
  next!: string;
}

/** "Everything I recorded up to `at` lies before these positions": what tells a quiet source from a stopped one. */
export class Clock {
  @Text({ words: { id: 'Sumber', en: 'Source instance' }, max: 80 })
  source!: string;

  @Instant({ words: { id: 'Pada', en: 'At' } })
  at!: string;

  @NestedList(() => ClockPosition, { words: { id: 'Sampai dengan', en: 'Through' }, min: 0, max: 4096 })
  through!: ClockPosition[];
}

export type ClockChange = 'clock.ticked';
