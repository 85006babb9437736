import { bootService, EventServiceConfig } from '@satudata/service-kit';
import { AppModule } from './app.module.js';

void bootService({ name: 'population-registry', module: AppModule, config: EventServiceConfig });
