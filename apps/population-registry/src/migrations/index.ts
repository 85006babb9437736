import type { SchemaMigrations } from '@satudata/service-kit';
import { CreateRegistry20261124090000 } from './20261124090000-create-registry.js';
import { GrantRemoval20261124135100 } from './20261124135100-grant-removal.js';
import { NameMembersInTheTrail20261124201000 } from './20261124201000-name-members-in-the-trail.js';
import { RecordVitalEvents20261124230000 } from './20261124230000-record-vital-events.js';
import { RecordMoves20261124234500 } from './20261124234500-record-moves.js';

export const registrySchema: SchemaMigrations = {
  schema: 'registry',
  migrations: [
    CreateRegistry20261124090000,
    GrantRemoval20261124135100,
    NameMembersInTheTrail20261124201000,
    RecordVitalEvents20261124230000,
    RecordMoves20261124234500,
  ],
};
