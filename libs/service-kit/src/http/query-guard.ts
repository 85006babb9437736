import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { broken, toldName } from '@satudata/contracts';
import type { Request } from 'express';
import { Problem } from '../problems/problem.js';

/** A handler that declares no query takes none: an unknown parameter is told, never ignored. */
@Injectable()
export class QueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const names = Object.keys(request.query);
    if (names.length === 0 || takesQuery(context)) return true;
    const { id, en, rule } = broken('', 'field.unknown');
    throw new Problem('invalid-query', { errors: names.map((name) => ({ parameter: toldName(name), rule, id, en })) });
  }
}

function takesQuery(context: ExecutionContext): boolean {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) ??
    {}) as object;
  return Object.keys(args).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
}
