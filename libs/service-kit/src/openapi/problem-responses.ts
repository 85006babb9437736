import type { OpenAPIObject } from '@nestjs/swagger';
import { PROBLEMS, type ProblemName } from '../problems/catalogue.js';
import { PROBLEM_TYPE } from '../problems/problem-body.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];
type Responses = Operation['responses'];

/** What any address may answer besides what its own service says of it: nothing a caller can meet goes untold. */
export function withProblemResponses(document: OpenAPIObject): OpenAPIObject {
  const schemas = { ...document.components?.schemas, Problem: PROBLEM_SCHEMA };
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path) as Operation[])) {
    operation.responses = { ...problemsOf(operation), ...operation.responses };
  }
  return { ...document, components: { ...document.components, schemas } };
}

function problemsOf({ security, requestBody }: Operation): Responses {
  const names: ProblemName[] = ['invalid-query'];
  if (security) names.push('unauthenticated', 'forbidden');
  if (requestBody) names.push('too-large', 'unsupported-media-type', 'invalid-record');
  const known = names.map((name) => [String(PROBLEMS[name].status), response(PROBLEMS[name].words)]);
  return { ...(Object.fromEntries(known) as Responses), default: response(ANY_PROBLEM) };
}

function response({ id, en }: { id: string; en: string }): Responses[string] {
  return {
    description: `${id} / ${en}`,
    content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

const ANY_PROBLEM = { id: 'Masalah lain; lihat type dan title.', en: 'Any other problem; see type and title.' };

const words: Schema = {
  type: 'object',
  required: ['id', 'en'],
  properties: { id: { type: 'string' }, en: { type: 'string' } },
};

const PROBLEM_SCHEMA: Schema = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'words', 'traceId'],
  properties: {
    type: { type: 'string', enum: Object.keys(PROBLEMS).map((name) => `urn:satudata:problem:${name}`) },
    title: { type: 'string', description: 'Accept-Language: id (default), en' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    words,
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['rule', 'id', 'en'],
        properties: {
          pointer: { type: 'string', description: 'RFC 6901, of a field in the body' },
          parameter: { type: 'string', description: 'Name of a query parameter' },
          rule: { type: 'string' },
          id: { type: 'string' },
          en: { type: 'string' },
        },
      },
    },
    traceId: { type: 'string', pattern: '^[0-9a-f]{32}$' },
  },
};
