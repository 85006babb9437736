export const KAFKA_VERSION = '4.3.1';

/**
 * The broker, its command line tools (the console consumer reads our topics in a journey), and one slf4j binding:
 * with none Kafka says nothing at all.
 */
const ARTIFACTS = [
  `org.apache.kafka:kafka_2.13:${KAFKA_VERSION}`,
  `org.apache.kafka:kafka-tools:${KAFKA_VERSION}`,
  'org.slf4j:slf4j-simple:1.7.36',
];

export function kafkaPom(): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>satudata</groupId>
  <artifactId>kafka-jars</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
${ARTIFACTS.map(dependency).join('\n')}
  </dependencies>
</project>
`;
}

function dependency(artifact: string): string {
  const [group, name, version] = artifact.split(':');
  return `    <dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`;
}
