import { STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ProblemName } from '../problems/catalogue.js';
import { Problem } from '../problems/problem.js';
import { PROBLEM_TYPE, problemBody } from '../problems/problem-body.js';

/** What Node cannot read as HTTP never becomes a request, so no filter sees it: it is answered here, as a problem. */
export function answerBrokenRequests(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else socket.end(responseFor(new Problem(problemOf(error.code))));
  });
}

function problemOf(code: string | undefined): ProblemName {
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers-too-large';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request-timeout' : 'malformed-request';
}

function responseFor(problem: Problem): string {
  const body = problemBody(problem, 'id', undefined);
  return [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'content-language: id',
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
