import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Purpose } from '@satudata/contracts';
import type { TracedRequest } from '../logging/http-logging.js';
import { routeOf } from '../http/route-of.js';
import type { Logger } from '../logging/logger.js';
import { Problem } from '../problems/problem.js';
import { accessOf, isForProvince, type AllowedOperation } from './access.js';
import type { AccessTrail } from './access-trail.js';
import { callerFor, type CalledRequest, type Caller } from './caller.js';
import { readPurpose } from './purpose.js';
import { TokenRefused, type TokenVerifier } from './token-verifier.js';

type Asked = CalledRequest & TracedRequest;

/**
 * Denies unless the route is declared public or the token's grants name its operation at this service; and for personal
 * data the purpose.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly service: string,
    private readonly tokens: TokenVerifier,
    private readonly logger: Logger,
    private readonly trail?: AccessTrail,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const access = accessOf(context.getHandler());
    if (access?.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<Asked>();
    request.caller = await this.callerOf(request, access);
    if (isForProvince(context.getHandler(), context.getClass())) this.requireProvince(request, access?.operation);
    return true;
  }

  private async callerOf(request: Asked, access: AllowedOperation | undefined): Promise<Caller> {
    const token = await this.verified(request, access?.operation);
    const callerWith = (purpose?: Purpose) => access && callerFor(token, this.service, access.operation, purpose);
    const refuse = (reason: string) => {
      this.record(request, access?.operation, { reason, client: token.client });
      return new Problem('forbidden');
    };
    const caller = callerWith();
    if (!caller) throw refuse('no-grant');
    if (!access?.reads.length) return caller;
    const purpose = readPurpose(request);
    const reader = callerWith(purpose);
    if (!reader) throw refuse('purpose');
    return { ...reader, reading: { operation: access.operation, purpose, categories: access.reads } };
  }

  private requireProvince(request: Asked, operation: string | undefined): void {
    if (!request.caller || request.caller.scope.regions.includes('18')) return;
    this.record(request, operation, { reason: 'outside-region', client: request.caller.client });
    throw new Problem('outside-region');
  }

  private async verified(request: Asked, operation: string | undefined): ReturnType<TokenVerifier['verify']> {
    try {
      return await this.tokens.verify(bearerToken(request));
    } catch (error) {
      if (error instanceof TokenRefused) this.record(request, operation, { reason: error.reason });
      throw error;
    }
  }

  /** A security event. A client is named only once its token was verified: nothing a stranger sent is written. */
  private record(request: Asked, operation: string | undefined, what: { reason: string; client?: string }): void {
    const { traceId } = request;
    this.logger.warn({ event: 'access-refused', operation, traceId, ...what }, 'access refused');
    // Who brings no token at all is on no one's business: crawlers do.
    if (what.reason === 'no-token') return;
    this.trail?.refused({ ...what, ...(operation && { operation }), route: routeOf(request), request: traceId });
  }
}

function bearerToken(request: CalledRequest): string {
  const token = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(request.get('authorization') ?? '')?.[1];
  if (!token) throw new TokenRefused('no-token');
  return token;
}
