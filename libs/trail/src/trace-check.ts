import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { CalledRequest } from '@satudata/service-kit';
import { map, type Observable } from 'rxjs';
import { Trail } from './trail.js';

/** A handler that forgets the trail answers nothing. */
@Injectable()
export class TraceCheck implements NestInterceptor {
  constructor(private readonly trail: Trail) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<CalledRequest>();
    return next.handle().pipe(
      map((answer: unknown) => {
        if (request.caller?.reading && !this.trail.hasEntryOf(request)) {
          throw new Error(`${context.getClass().name}.${context.getHandler().name} left no entry in the trail`);
        }
        return answer;
      }),
    );
  }
}
