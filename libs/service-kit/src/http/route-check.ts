import { Inject, Injectable, Optional, type OnApplicationBootstrap } from '@nestjs/common';
import { PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { accessOf } from '../access/access.js';
import { ACCESS_TRAIL, type AccessTrail } from '../access/access-trail.js';

interface RouteArgument {
  readonly index: number;
  readonly data?: unknown;
}

/**
 * Refuses to boot when a route says nothing of access, when it answers personal data and nobody would write that down,
 * or when a body or query lost its class at compile time.
 */
@Injectable()
export class RouteCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    @Optional() @Inject(ACCESS_TRAIL) private readonly trail?: AccessTrail,
  ) {}

  onApplicationBootstrap(): void {
    const faults = this.discovery.getControllers().flatMap(({ metatype }) => {
      const type = metatype as (new () => object) | null;
      return type ? this.faultsOf(type) : [];
    });
    if (faults.length > 0) throw new Error(`routes that may not be served: ${faults.join('; ')}`);
  }

  private faultsOf(type: new () => object): string[] {
    const prototype = type.prototype as object;
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = (prototype as Record<string, unknown>)[name] as object;
      if (!Reflect.hasMetadata(PATH_METADATA, handler)) return [];
      const where = `${type.name}.${name}`;
      return [
        ...this.accessFaults(handler, where),
        ...untypedArguments(type, name).map((argument) => `${where} lost the class of its ${argument}`),
      ];
    });
  }

  private accessFaults(handler: object, where: string): string[] {
    const access = accessOf(handler);
    if (!access) return [`${where} declares no access`];
    const reads = access.kind === 'operation' && access.reads.length > 0;
    return reads && !this.trail ? [`${where} answers personal data, but the service keeps no trail`] : [];
  }
}

function untypedArguments(type: new () => object, name: string): string[] {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, type, name) ?? {}) as Record<string, RouteArgument>;
  const types = (Reflect.getMetadata('design:paramtypes', type.prototype as object, name) ?? []) as unknown[];
  return Object.entries(args).flatMap(([key, { index, data }]) => {
    const kind = Number(key.split(':')[0]) as RouteParamtypes;
    if (data !== undefined || (kind !== RouteParamtypes.BODY && kind !== RouteParamtypes.QUERY)) return [];
    const isClass = types[index] !== Object && types[index] !== Function && types[index] !== undefined;
    return isClass ? [] : [kind === RouteParamtypes.BODY ? 'body' : 'query'];
  });
}
