import { bootService } from '@satudata/service-kit';
import { PLANNER_API } from './planner-api.service-definition.js';

void bootService(PLANNER_API);
