import { Module } from '@nestjs/common';
import { SigningModule } from '@satudata/service-kit';
import { TrailModule } from '@satudata/trail';
import { NotesController } from './notes.controller.js';

@Module({ imports: [SigningModule.withKeysIn('notebook'), TrailModule], controllers: [NotesController] })
export class NotebookModule {}
