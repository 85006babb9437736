import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { ACCESS_TRAIL } from '@satudata/service-kit';
import { TrailController } from './export/trail.controller.js';
import { Refusals } from './refusals/refusals.js';
import { Sequencer } from './sequencer/sequencer.js';
import { TraceCheck } from './trace-check.js';
import { Trail } from './trail.js';

/** For a service that answers personal data; it needs a signer beside it. */
@Global()
@Module({
  controllers: [TrailController],
  providers: [
    Trail,
    Sequencer,
    Refusals,
    { provide: ACCESS_TRAIL, useExisting: Refusals },
    { provide: APP_INTERCEPTOR, useClass: TraceCheck },
  ],
  exports: [Trail, ACCESS_TRAIL],
})
export class TrailModule {}
