import { isUuid, topicOf } from '@satudata/contracts';
import { readWithKafkasOwnConsumer, type PrintedMessage } from './console-consumer.js';

const MESSAGES = 50;
const NIK_OR_KK = /\d{16}/;
let messages: PrintedMessage[];

beforeAll(async () => {
  messages = await readWithKafkasOwnConsumer(topicOf('population-registry', 'person'), MESSAGES);
}, 60_000);

describe("Kafka's own console consumer", () => {
  it('gets as many messages as it asks for', () => {
    expect(messages).toHaveLength(MESSAGES);
  });

  it('sees of each the headers of a CloudEvent in binary mode', () => {
    for (const { headers, key } of messages) {
      expect(headers).toMatchObject({
        ce_specversion: '1.0',
        ce_id: expect.stringMatching(/./),
        ce_source: expect.stringMatching(/^\/population-registry/),
        ce_type: expect.stringMatching(/^id\.lampung\.satudata\.population-registry\.person\.[a-z-]+$/),
        ce_subject: key,
        ce_time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
        ce_dataschema: expect.stringMatching(/person/),
        'content-type': 'application/json',
        'satudata-version': expect.stringMatching(/^[1-9]\d*$/),
        'satudata-tx': expect.stringMatching(/^[^;]+;\d+\/\d+$/),
      });
    }
  });

  it('sees a JSON value that says what happened and how the record is now', () => {
    for (const { headers, value } of messages) {
      const event = JSON.parse(value) as Record<string, unknown>;
      expect(event).toMatchObject({
        version: Number(headers['satudata-version']),
        change: { type: headers['ce_type']?.split('.').slice(-2).join('.') },
        record: { id: headers['ce_subject'], nik: expect.stringMatching(NIK_OR_KK), status: expect.any(String) },
      });
    }
  });

  it('learns from key and headers nothing about a person', () => {
    for (const { key, headers } of messages) {
      expect(isUuid(key)).toBe(true);
      expect(JSON.stringify(headers)).not.toMatch(NIK_OR_KK);
    }
  });
});
