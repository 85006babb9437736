import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { Problem } from '../problems/problem.js';

const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f]/;

/** No record has control characters in its address, and PostgreSQL cannot even be asked for a NUL: nothing is there. */
@Injectable()
export class AddressGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { params } = context.switchToHttp().getRequest<Request>();
    if (
      Object.values(params)
        .flat()
        .some((value) => CONTROL_CHARACTERS.test(value))
    )
      throw new Problem('not-found');
    return true;
  }
}
