import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { withProblemResponses } from './problem-responses.js';

export type DescribedPaths = OpenAPIObject['paths'];

/** OpenAPI 3.1 at `/openapi.json`, with a page to read it at `/docs`. */
export function serveOpenApi(app: INestApplication, service: string, more: DescribedPaths = {}): void {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(`Lampung Satu Data: ${service}`)
    .setVersion('1')
    .addBearerAuth()
    .build();
  const document = withProblemResponses(SwaggerModule.createDocument(app, config));
  const whole = { ...document, paths: { ...document.paths, ...more } };
  SwaggerModule.setup('docs', app, whole, { jsonDocumentUrl: 'openapi.json' });
}
