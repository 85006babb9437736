import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Allow, ForProvince } from '@satudata/service-kit';
import { PipelineReader } from './pipeline-reader.js';
import { PipelineAnswer } from './pipeline.answer.js';

@ForProvince()
@Controller('v1/pipeline')
export class PipelineController {
  constructor(private readonly reader: PipelineReader) {}

  @Get()
  @Allow('operate')
  @ApiOkResponse({ type: PipelineAnswer })
  read(): Promise<PipelineAnswer> {
    return this.reader.read();
  }
}
