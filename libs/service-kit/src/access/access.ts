import 'reflect-metadata';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';

const ACCESS = 'satudata:access';
const PROVINCE = 'satudata:province';

export type Access =
  { readonly kind: 'operation'; readonly operation: string } | { readonly kind: 'public'; readonly why: string };

/** The operation a caller's grant must name; regions come from the same grant. */
export function Allow(operation: string): MethodDecorator {
  return applyDecorators(
    declare({ kind: 'operation', operation }),
    ApiBearerAuth(),
    ApiExtension('x-operation', operation),
  );
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
