import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { pinoHttp } from 'pino-http';
import type { Logger } from './logger.js';

const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

export interface TracedRequest extends Request {
  traceId: string;
  traceparent: string;
}

interface Measured {
  readonly responseTime: number;
}

function requestFacts(request: Request, response: Response, { responseTime }: Measured): object {
  return {
    method: request.method,
    route: (request.route as { path?: string } | undefined)?.path ?? '(none)',
    status: response.statusCode,
    milliseconds: responseTime,
    traceId: (request as TracedRequest).traceId,
  };
}

/** One line per request with the route's pattern: the address itself may hold a NIK. */
export function httpLogging(logger: Logger) {
  const log = pinoHttp<Request, Response>({
    logger,
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'info'),
    serializers: { req: () => undefined, res: () => undefined, err: () => undefined },
    // Not `customProps`: those are bound when the request comes and told again when it ends, so every name came twice.
    customSuccessObject: requestFacts,
    customErrorObject: (request, response, _error, measured: Measured) => requestFacts(request, response, measured),
    quietReqLogger: true,
  });
  return (request: Request, response: Response, next: NextFunction): void => {
    const traced = request as TracedRequest;
    traced.traceId = TRACEPARENT.exec(request.get('traceparent') ?? '')?.[1] ?? randomBytes(16).toString('hex');
    traced.traceparent = `00-${traced.traceId}-${randomBytes(8).toString('hex')}-01`;
    if (request.path.startsWith('/health') || request.path === '/metrics') return next();
    log(request, response, next);
  };
}
