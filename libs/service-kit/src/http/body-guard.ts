import { isUtf8 } from 'node:buffer';
import { applyDecorators, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import express, { type Request, type Response } from 'express';
import { Problem } from '../problems/problem.js';
import { inTime } from './in-time.js';
import { ReceivedContent } from './received-content.js';

const STREAMED = 'satudata:streamed';
/** The largest single record or command; batches are streamed and have no limit of their own. */
const BODY_LIMIT = '256kb';
/** In which it must be here; a batch may take as long as something moves. */
const BODY_TIME_MS = 30_000;
const BODY_METHODS: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/** The handler reads the request itself, in one of these media types. */
export function Streamed(...mediaTypes: string[]): MethodDecorator {
  const anyText = { type: 'string' };
  return applyDecorators(SetMetadata(STREAMED, mediaTypes), ApiConsumes(...mediaTypes), ApiBody({ schema: anyText }));
}

/** Reads the body only after access is settled: strangers cannot make the service parse anything. */
@Injectable()
export class BodyGuard implements CanActivate {
  // Not `strict`: a bare number is valid JSON, and the record's rules say better what is wrong with it.
  private readonly parse = express.json({ limit: BODY_LIMIT, strict: false, verify: refuseBrokenText });

  constructor(private readonly reflector: Reflector) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    if (!BODY_METHODS.has(request.method)) return true;
    const streamed = this.reflector.get<string[] | undefined>(STREAMED, context.getHandler());
    requireMediaType(request, streamed ?? ['application/json']);
    if (!streamed) await this.read(request, context.switchToHttp().getResponse<Response>());
    return true;
  }

  private async read(request: Request, response: Response): Promise<void> {
    const content = new ReceivedContent(request.get('content-digest'));
    const parsed = new Promise<void>((resolve, reject) => {
      // In the same turn as the parser, which then hears the same bytes.
      if (content.isDeclared) request.on('data', content.hear);
      this.parse(request, response, (error?: unknown) => (error ? reject(bodyProblem(error)) : resolve()));
    });
    await inTime(parsed, BODY_TIME_MS);
    content.requireDeclared();
  }
}

function requireMediaType(request: Request, accepted: readonly string[]): void {
  const mediaType = (request.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (accepted.includes(mediaType)) return;
  const list = accepted.join(', ');
  throw new Problem('unsupported-media-type', {
    headers: { accept: list },
    detail: { id: `Kirim sebagai ${list}.`, en: `Send it as ${list}.` },
  });
}

function refuseBrokenText(_request: unknown, _response: unknown, body: Buffer): void {
  if (!isUtf8(body)) throw new Problem('malformed-text');
}

function bodyProblem(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'charset.unsupported') return new Problem('unsupported-media-type');
  if (type === 'encoding.unsupported') return new Problem('unsupported-media-type');
  if (status === 413) return new Problem('too-large', { detail: tooLarge });
  return new Problem(type === 'entity.parse.failed' ? 'malformed-json' : 'malformed-encoding');
}

const tooLarge = { id: `Batasnya ${BODY_LIMIT} untuk satu data.`, en: `The limit is ${BODY_LIMIT} for one record.` };
