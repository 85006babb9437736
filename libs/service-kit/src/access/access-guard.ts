import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Problem } from '../problems/problem.js';
import { accessOf } from './access.js';
import { callerFor, type CalledRequest } from './caller.js';
import { TokenVerifier, unauthenticated } from './token-verifier.js';

/** Denies unless the route is declared public or the token's grants name its operation at this service. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly service: string,
    private readonly tokens: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const access = accessOf(context.getHandler());
    if (access?.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const { client, grants } = await this.tokens.verify(bearerToken(request));
    const caller = access && callerFor(client, grants, this.service, access.operation);
    if (!caller) throw new Problem('forbidden');
    request.caller = caller;
    return true;
  }
}

function bearerToken(request: CalledRequest): string {
  const token = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(request.get('authorization') ?? '')?.[1];
  if (!token) throw unauthenticated();
  return token;
}
