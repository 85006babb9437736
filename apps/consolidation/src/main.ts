import { hearEvents } from '@satudata/inbox';
import { bootService, EventServiceConfig } from '@satudata/service-kit';
import { AppModule } from './app.module.js';

void bootService({ name: 'consolidation', module: AppModule, config: EventServiceConfig, extend: hearEvents });
