export * from './codec/decode.js';
export * from './codec/encode.js';
export * from './codec/event.js';
export * from './kafka/connect.js';
export { KafkaLogReader, type KafkaLogReaderOptions } from './kafka/kafka-log-reader.js';
export * from './kafka/kafka-log-writer.js';
export * from './kafka/read-topic.js';
export * from './kafka/topic-admin.js';
export * from './ports.js';
