import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { Projection } from '@satudata/inbox';
import { projectionOf, TOPICS_READ } from './projections.js';

/** Registers what this service hears. Asked once per topic, at the start. */
@Controller()
export class HearingController {
  @EventPattern([...TOPICS_READ])
  projection(@Payload() topic: string): Projection {
    return projectionOf(topic);
  }
}
