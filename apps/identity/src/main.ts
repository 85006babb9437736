import { bootService } from '@satudata/service-kit';
import { identity } from './service.js';

void bootService(identity);
