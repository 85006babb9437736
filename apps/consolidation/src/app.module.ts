import { Module } from '@nestjs/common';
import { InboxModule } from '@satudata/inbox';
import { SigningModule } from '@satudata/service-kit';
import { CONSUMER } from './consumer.js';
import { HearingController } from './hearing.controller.js';
import { ParkedController } from './parked/parked.controller.js';
import { PipelineController } from './pipeline/pipeline.controller.js';
import { PipelineMetrics } from './pipeline/pipeline-metrics.js';
import { PipelineReader } from './pipeline/pipeline-reader.js';
import { BatchArrivalsController } from './receipts/batch-arrivals.controller.js';
import { RebuildsController } from './rebuild/rebuilds.controller.js';
import { ReconciliationController } from './reconciliation/reconciliation.controller.js';
import { ReportsController } from './reconciliation/reports.controller.js';
import { stepTwo } from './step-two.js';
import { TopicsController } from './topics/topics.controller.js';

/** The meeting point: hears every source, asks none. */
@Module({
  imports: [InboxModule.forConsumer({ consumer: CONSUMER, tasks: stepTwo }), SigningModule.withKeysIn('receipts')],
  controllers: [
    BatchArrivalsController,
    HearingController,
    ParkedController,
    PipelineController,
    RebuildsController,
    ReconciliationController,
    ReportsController,
    TopicsController,
  ],
  providers: [PipelineReader, PipelineMetrics],
})
export class AppModule {}
