import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isUnavailable } from '../database/database-error.js';
import { allowedMethods } from '../http/allowed-methods.js';
import type { TracedRequest } from '../logging/http-logging.js';
import type { Logger } from '../logging/logger.js';
import type { ProblemName } from './catalogue.js';
import { Problem } from './problem.js';
import { PROBLEM_TYPE, problemBody } from './problem-body.js';

/** Whatever goes wrong leaves as `application/problem+json`, in the asked language, without inner details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<TracedRequest>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = toProblem(error, request);
    // A 503 that a service decides on itself (not ready yet, too much to do) is an answer, not a fault.
    const decided = error === problem && problem.status === 503;
    const level = decided ? 'debug' : 'error';
    if (problem.status >= 500) this.logger[level]({ err: error, traceId: request.traceId }, problem.type);
    if (response.headersSent) response.destroy();
    else send(problem, request, response);
  }
}

function toProblem(error: unknown, request: Request): Problem {
  if (error instanceof Problem) return error;
  if (isUnavailable(error)) return new Problem('unavailable', { headers: { 'retry-after': '2' } });
  if (error instanceof HttpException) return fromStatus(error.getStatus(), request);
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status < 500 ? fromStatus(status, request) : new Problem('internal');
}

const BY_STATUS: Readonly<Record<number, ProblemName>> = {
  // Bodies and queries say themselves what is wrong: what is left is an address that cannot be decoded.
  400: 'not-found',
  401: 'unauthenticated',
  403: 'forbidden',
  406: 'not-acceptable',
  409: 'conflict',
  413: 'too-large',
  415: 'unsupported-media-type',
  422: 'invalid-record',
  503: 'unavailable',
};

function fromStatus(status: number, request: Request): Problem {
  if (status !== 404) return new Problem(BY_STATUS[status] ?? 'internal');
  const methods = allowedMethods(request);
  return methods.length === 0
    ? new Problem('not-found')
    : new Problem('method-not-allowed', { headers: { allow: methods.join(', ') } });
}

function send(problem: Problem, request: TracedRequest, response: Response): void {
  const language = request.acceptsLanguages('id', 'en') === 'en' ? 'en' : 'id';
  if (problem.details.headers) response.set(problem.details.headers);
  response
    .status(problem.status)
    .set('content-language', language)
    .type(PROBLEM_TYPE)
    .send(problemBody(problem, language, request.traceId));
}
