import { bootService } from '@satudata/service-kit';
import { notebook } from './notebook.js';

void bootService(notebook);
