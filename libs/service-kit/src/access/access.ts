import 'reflect-metadata';
import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';

const ACCESS = 'satudata:access';

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
