import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Purpose } from '@satudata/contracts';
import type { Request } from 'express';
import type { Scope } from '../database/scoped-database.js';

/** One permission of a client: at a service, for operations, in regions, for purposes. */
export interface Grant {
  readonly service: string;
  readonly operations: readonly string[];
  readonly regions: readonly string[];
  readonly purposes: readonly string[];
}

/** Who asks, and how far the grant for this operation reaches. */
export interface Caller {
  readonly client: string;
  readonly scope: Scope;
  readonly purposes: readonly string[];
  /** What personal data are read for; only on routes that answer some. */
  readonly purpose?: Purpose;
}

export interface CalledRequest extends Request {
  caller?: Caller;
}

/** The caller that the access guard found. */
export const TheCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<CalledRequest>();
  if (!caller) throw new Error('a handler that needs a caller must not be public');
  return caller;
});

/** The reach of all grants that name service, operation, some region and, if given, the purpose; undefined when none does. */
export function callerFor(
  client: string,
  grants: readonly Grant[],
  service: string,
  operation: string,
  purpose?: Purpose,
): Caller | undefined {
  const named = grants.filter(
    (grant) => grant.service === service && grant.operations.includes(operation) && grant.regions.length > 0,
  );
  const fitting = purpose === undefined ? named : named.filter(({ purposes }) => purposes.includes(purpose));
  if (fitting.length === 0) return undefined;
  return {
    client,
    ...(purpose !== undefined && { purpose }),
    scope: { regions: [...new Set(fitting.flatMap((grant) => grant.regions))] },
    purposes: [...new Set(fitting.flatMap((grant) => grant.purposes))],
  };
}
