import 'reflect-metadata';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import type { DataCategory } from '@satudata/contracts';
import { ApiBearerAuth, ApiExtension, ApiHeader } from '@nestjs/swagger';
import { PURPOSE_HEADER } from './purpose.js';

const ACCESS = 'satudata:access';
const PROVINCE = 'satudata:province';

export interface AllowedOperation {
  readonly kind: 'operation';
  readonly operation: string;
  /** The personal data that the route answers; empty if it answers none. */
  readonly reads: readonly DataCategory[];
}

export type Access = AllowedOperation | { readonly kind: 'public'; readonly why: string };

/**
 * The operation a caller's grant must name; regions come from the same grant. A route that answers personal data says
 * which: it then asks for the purpose, and only grants for that purpose count.
 */
export function Allow(
  operation: string,
  { reads = [] }: { readonly reads?: readonly DataCategory[] } = {},
): MethodDecorator {
  const described = [ApiBearerAuth(), ApiExtension('x-operation', operation)];
  if (reads.length > 0) described.push(ApiHeader(PURPOSE_HEADER), ApiExtension('x-personal-data', reads));
  return applyDecorators(declare({ kind: 'operation', operation, reads }), ...described);
}

/** What a route tells or does knows no region: only for callers whose grant reaches the whole province. */
export function ForProvince(): ClassDecorator & MethodDecorator {
  return SetMetadata(PROVINCE, true);
}

export function isForProvince(handler: object, controller: object): boolean {
  return Reflect.hasMetadata(PROVINCE, handler) || Reflect.hasMetadata(PROVINCE, controller);
}

/** Open to everyone, with the reason. */
export function Public(why: string): MethodDecorator {
  return declare({ kind: 'public', why });
}

export function accessOf(handler: object): Access | undefined {
  return Reflect.getMetadata(ACCESS, handler) as Access | undefined;
}

function declare(access: Access): MethodDecorator {
  return (_target, _name, descriptor) => {
    Reflect.defineMetadata(ACCESS, access, descriptor.value as object);
  };
}
