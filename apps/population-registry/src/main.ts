import { bootService } from '@satudata/service-kit';
import { populationRegistry } from './population-registry.js';

void bootService(populationRegistry);
