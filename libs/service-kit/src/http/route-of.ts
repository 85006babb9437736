import type { Request } from 'express';

/** Method and pattern of the address that is asked, such as `GET /v1/persons/:nik`: the address itself may hold a NIK. */
export function routeOf({ method, route }: Pick<Request, 'method' | 'route'>): string {
  return `${method} ${(route as { path?: string } | undefined)?.path ?? '(none)'}`;
}
