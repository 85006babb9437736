import type { SchemaMigrations } from '@satudata/service-kit';
import { CreateTrail20261124200000 } from './migrations/20261124200000-create-trail.js';

export const trailSchema: SchemaMigrations = { schema: 'trail', migrations: [CreateTrail20261124200000] };
export { AccessesQuery, PersonAccesses } from './accesses/accesses.dto.js';
export { Trail, type Found, type ReadRequest } from './trail.js';
export { TrailModule } from './trail.module.js';
export type { Subject } from './entry/trail-entry.js';
