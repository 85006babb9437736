import { Module } from '@nestjs/common';
import { IntakeModule } from '@satudata/intake';
import { OutboxModule, ReconciliationModule } from '@satudata/outbox';
import { TrailModule } from '@satudata/trail';
import { FamilyCardReadsController } from './family-card/family-card-reads.controller.js';
import { FamilyCardController } from './family-card/family-card.controller.js';
import { familyCardTable } from './family-card/family-card.own-table.js';
import { FamilyCardService } from './family-card/family-card.service.js';
import { PersonController } from './person/person.controller.js';
import { PersonReadsController } from './person/person-reads.controller.js';
import { personTable } from './person/person.own-table.js';
import { PersonService } from './person/person.service.js';
import { MoveService } from './move/move.service.js';
import { MovesController } from './move/moves.controller.js';
import { VerificationController } from './verification/verification.controller.js';
import { AnnulmentService } from './vital-event/annulment.service.js';
import { VitalEventReadsController } from './vital-event/vital-event-reads.controller.js';
import { VitalEventService } from './vital-event/vital-event.service.js';
import { VitalEventsController } from './vital-event/vital-events.controller.js';
import { REGISTRY_RULES } from '@satudata/population-rules';

@Module({
  imports: [
    OutboxModule.forSource('population-registry'),
    IntakeModule.withRules(REGISTRY_RULES),
    ReconciliationModule.forSource('population-registry', [personTable, familyCardTable]),
    TrailModule,
  ],
  controllers: [
    PersonController,
    PersonReadsController,
    FamilyCardController,
    FamilyCardReadsController,
    VitalEventsController,
    VitalEventReadsController,
    VerificationController,
    MovesController,
  ],
  providers: [PersonService, FamilyCardService, VitalEventService, AnnulmentService, MoveService],
})
export class AppModule {}
