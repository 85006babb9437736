import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { validateRecord } from '@satudata/contracts';
import { Problem } from '../problems/problem.js';

/** Bodies and queries become instances of the declared class, or a problem that names every broken rule. */
@Injectable()
export class RecordPipe implements PipeTransform {
  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    if ((type !== 'body' && type !== 'query') || data !== undefined) return value;
    // A declared type lost at compile time would switch validation off in silence; the boot check refuses it.
    const declared = metatype as new () => object;
    const result = validateRecord(declared, type === 'query' ? { ...(value as object) } : value);
    if (result.ok) return result.value;
    if (type === 'body') throw new Problem('invalid-record', { errors: result.errors });
    throw new Problem('invalid-query', {
      errors: result.errors.map(({ pointer, rule, id, en }) => ({ parameter: pointer.slice(1), rule, id, en })),
    });
  }
}
