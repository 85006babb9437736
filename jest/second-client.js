// Services that a spec starts take it from their environment.
process.env.KAFKA_CLIENT = 'platformatic';
