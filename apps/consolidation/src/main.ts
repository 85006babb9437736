import { bootService } from '@satudata/service-kit';
import { consolidation } from './consolidation.js';

void bootService(consolidation);
