import { Inject, Injectable } from '@nestjs/common';
import { RegionTree } from '@satudata/regions';
import { LOGGER, Problem, type Caller, type Logger } from '@satudata/service-kit';
import { ReadSchema } from '../read-schema/read-schema.js';
import { answerObservations, sourcesOf } from './answer-observations.js';
import { cellsOf, refuseTooManyCells } from './cells.js';
import { addressOfQuery } from './normal-form.js';
import type { ObservationsAnswer } from './observations.answer.js';
import { parseObservations } from './observations.grammar.js';
import type { ObservationsParameters } from './observations.query.js';
import { requireInScope } from './scope.js';
import { topmost, unitsOf } from './units.js';

@Injectable()
export class ObservationsService {
  private readonly villages: number;

  constructor(
    private readonly tree: RegionTree,
    private readonly readSchema: ReadSchema,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.villages = tree.all('village').length;
  }

  /** @throws Problem for a question that is not understood, reaches outside the caller's regions, or is too large */
  async observe({ client, scope }: Caller, parameters: ObservationsParameters): Promise<ObservationsAnswer> {
    const parsed = parseObservations(parameters, this.tree, scope.regions);
    if (!parsed.ok) throw new Problem('invalid-query', { errors: parsed.errors });
    const { query } = parsed;
    requireInScope(query.regions, scope);
    const units = unitsOf(query, this.tree);
    const cells = cellsOf(query, units.length);
    refuseTooManyCells(cells);
    const snapshot = await this.readSchema.read(scope, topmost(query.regions), sourcesOf(query));
    // Who asked what stays on record. The cursor stays out: it is the one part that is not chosen from lists.
    const { cursor: _cursor, ...asked } = query;
    this.logger.info({ client, query: addressOfQuery(asked), cells }, 'observations queried');
    return answerObservations(query, units, snapshot, this.villages);
  }
}
