export * from './codec/decode.js';
export * from './codec/encode.js';
export * from './codec/event.js';
export * from './connect-kafka.js';
export * from './kafka-place.js';
export * from './kafkajs/kafkajs-client.js';
export * from './ports.js';
export * from './read-topic.js';
export { TOPIC_CONFIG, type TopicShape } from './topic-shape.js';
