import { dataSchemaOf, topicEntry, topicOf, TOPICS } from './topics.js';

describe('the topics', () => {
  it('are those of the population registry and the two every source has', () => {
    expect(TOPICS.map(({ topic }) => topic)).toEqual([
      'satudata.population-registry.person.v1',
      'satudata.population-registry.person-status.v1',
      'satudata.population-registry.family-card.v1',
      'satudata.population-registry.vital-event.v1',
      'satudata.population-registry.move.v1',
      'satudata.population-registry.intake-batch.v1',
      'satudata.population-registry.clock.v1',
    ]);
  });

  it('are found by name', () => {
    expect(topicEntry(topicOf('population-registry', 'person'))?.entity).toBe('person');
    expect(topicEntry('satudata.population-registry.ghost.v1')).toBeUndefined();
  });

  it('have a schema address that names no machine', () => {
    expect(dataSchemaOf('population-registry', 'person')).toBe('urn:satudata:schema:population-registry.person.v1');
  });
});
