import { setTimeout as pause } from 'node:timers/promises';
import { Body, Controller, Get, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { Allow, Public, ScopedDatabase, Streamed, TheCaller, type Caller } from '@satudata/service-kit';
import { Trail, type ReadRequest } from '@satudata/trail';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Note, NoteCount, NoteSearch } from './note.js';

/** Long enough to be caught in the middle, short enough to be waited for. */
const SLOW_MS = 700;

@Controller('v1')
export class NotesController {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly trail: Trail,
  ) {}

  @Post('notes')
  @Allow('note:write')
  async add(@TheCaller() caller: Caller, @Body() note: Note): Promise<void> {
    await this.database.inScope(caller.scope, (manager) =>
      manager.query('insert into notebook.note (nik, name, region) values ($1, $2, $3)', [
        note.nik,
        note.name,
        note.region,
      ]),
    );
  }

  @Get('notes')
  @Allow('note:read')
  @ApiOkResponse({ type: [Note] })
  search(@TheCaller() caller: Caller, @Query() search: NoteSearch): Promise<Note[]> {
    return this.find(caller, 'starts_with(name, $1)', search.name ?? '');
  }

  @Get('notes/:nik')
  @Allow('note:read', { reads: ['identity'] })
  @ApiOkResponse({ type: Note })
  one(@Req() request: ReadRequest, @Param('nik') nik: string): Promise<Note> {
    return this.trail.reading(request, async (manager) => {
      const [note] = await manager.query<Note[]>('select nik, name, region from notebook.note where nik = $1', [nik]);
      return note && { answer: note, subjects: [] };
    });
  }

  /** Forgets in the way a careless handler does: answers personal data past the trail. */
  @Get('untraced')
  @Allow('note:read', { reads: ['identity'] })
  @ApiOkResponse({ type: [Note] })
  untraced(@TheCaller() caller: Caller): Promise<Note[]> {
    return this.find(caller, 'nik > $1', '');
  }

  /** Breaks in the way a careless rule does: with what it was given in its words. */
  @Put('notes/:nik')
  @Allow('note:write')
  rename(@Param('nik') nik: string, @Body() note: Note): void {
    throw new Error(`${note.name} (${nik}) may not be renamed`);
  }

  @Post('uploads')
  @Allow('note:write')
  @Streamed('application/x-ndjson')
  @ApiOkResponse({ type: NoteCount })
  async upload(@Req() request: Request): Promise<NoteCount> {
    let bytes = 0;
    for await (const chunk of request) bytes += (chunk as Buffer).length;
    return { bytes };
  }

  /** Begins its answer at once and ends it later: whoever has the beginning knows that the work is under way. */
  @Get('slow')
  @Public('nothing is shown')
  async slow(@Res() response: Response): Promise<void> {
    response.type('json').flushHeaders();
    await pause(SLOW_MS);
    response.end('{"done":true}');
  }

  private find(caller: Caller, condition: string, value: string): Promise<Note[]> {
    return this.database.inScope(caller.scope, (manager) =>
      manager.query<Note[]>(`select nik, name, region from notebook.note where ${condition} order by nik`, [value]),
    );
  }
}
