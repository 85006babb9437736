import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, ForProvince, ScopedDatabase, TheCaller, type Caller } from '@satudata/service-kit';
import { Reports, ReportSubmission } from './report.dto.js';
import { keepReport, readReports } from './reports.store.js';

/** What reconciliations found. An office reads of its own regency. */
@ApiTags('reconciliation')
@Controller('v1/reconciliation/reports')
export class ReportsController {
  constructor(private readonly database: ScopedDatabase) {}

  @Get()
  @Allow('reconciliation:read')
  @ApiOkResponse({ type: Reports })
  async read(@TheCaller() caller: Caller): Promise<Reports> {
    return { reports: await this.database.inScope(caller.scope, readReports) };
  }

  @Post()
  @HttpCode(204)
  @Allow('operate')
  @ForProvince()
  @ApiNoContentResponse()
  async keep(@TheCaller() caller: Caller, @Body() report: ReportSubmission): Promise<void> {
    await this.database.inScope(caller.scope, (manager) => keepReport(manager, report));
  }
}
