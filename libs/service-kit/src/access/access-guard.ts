import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { TracedRequest } from '../logging/http-logging.js';
import type { Logger } from '../logging/logger.js';
import { Problem } from '../problems/problem.js';
import { accessOf, isForProvince } from './access.js';
import { callerFor, type CalledRequest, type Caller } from './caller.js';
import { TokenRefused, type TokenVerifier } from './token-verifier.js';

type Asked = CalledRequest & TracedRequest;

/** Denies unless the route is declared public or the token's grants name its operation at this service. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly service: string,
    private readonly tokens: TokenVerifier,
    private readonly logger: Logger,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const access = accessOf(context.getHandler());
    if (access?.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<Asked>();
    request.caller = await this.callerOf(request, access?.operation);
    if (isForProvince(context.getHandler(), context.getClass())) this.requireProvince(request, access?.operation);
    return true;
  }

  private async callerOf(request: Asked, operation: string | undefined): Promise<Caller> {
    const { client, grants } = await this.verified(request, operation);
    const caller = operation === undefined ? undefined : callerFor(client, grants, this.service, operation);
    if (caller) return caller;
    this.record(request, operation, { reason: 'no-grant', client });
    throw new Problem('forbidden');
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
    this.logger.warn({ event: 'access-refused', operation, traceId: request.traceId, ...what }, 'access refused');
  }
}

function bearerToken(request: CalledRequest): string {
  const token = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(request.get('authorization') ?? '')?.[1];
  if (!token) throw new TokenRefused('no-token');
  return token;
}
