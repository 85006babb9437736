import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { DataCategory, Purpose } from '@satudata/contracts';
import type { Request } from 'express';
import type { Scope } from '../database/scoped-database.js';

/** One permission of a client: at a service, for operations, in regions, for purposes. */
export interface Grant {
  readonly service: string;
  readonly operations: readonly string[];
  readonly regions: readonly string[];
  readonly purposes: readonly string[];
}

/** Whom a token speaks for. */
export interface Identified {
  readonly client: string;
  /** The person who signed in; null when a machine asks for its office. */
  readonly user: string | null;
  readonly office: string;
}

/** What personal data are read under. */
export interface Reading {
  readonly operation: string;
  readonly purpose: Purpose;
  readonly categories: readonly DataCategory[];
}

/** Who asks, and how far the grant for this operation reaches. */
export interface Caller extends Identified {
  readonly scope: Scope;
  readonly purposes: readonly string[];
  /** Only on routes that answer personal data. */
  readonly reading?: Reading;
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
  { grants, ...who }: Identified & { readonly grants: readonly Grant[] },
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
    ...who,
    scope: { regions: [...new Set(fitting.flatMap((grant) => grant.regions))] },
    purposes: [...new Set(fitting.flatMap((grant) => grant.purposes))],
  };
}
