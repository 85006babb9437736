import { applyDecorators, Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  AdoptionReport,
  Annulment,
  BirthReport,
  CorrectionReport,
  CoupleReport,
  DeathReport,
  NameChangeReport,
  RecognitionReport,
  StillbirthReport,
  type VitalEventKind,
  type VitalEventReport,
} from '@satudata/contracts';
import { CONTENT_DIGEST_HEADER, Intake, RecordAnswer, RECORD_KEY_HEADER } from '@satudata/intake';
import { Allow, TheCaller, type Caller, type TracedRequest } from '@satudata/service-kit';
import { AnnulmentService } from './annulment.service.js';
import { VitalEventService } from './vital-event.service.js';

/** A route that changes the registry by what happened in somebody's life. */
function Reported(path: string): MethodDecorator {
  return applyDecorators(
    Post(path),
    HttpCode(200),
    Allow('vital-event:write'),
    ApiHeader(RECORD_KEY_HEADER),
    ApiHeader(CONTENT_DIGEST_HEADER),
    ApiOkResponse({ type: RecordAnswer }),
  );
}

/** What happens in the lives of an office's residents: each report is taken whole, or refused by a named rule. */
@ApiTags('vital-events')
@Controller('v1/vital-events')
export class VitalEventsController {
  constructor(
    private readonly intake: Intake,
    private readonly events: VitalEventService,
    private readonly annulments: AnnulmentService,
  ) {}

  @Reported('births')
  birth(@TheCaller() caller: Caller, @Body() report: BirthReport, @Req() request: TracedRequest) {
    return this.take('birth', { caller, report, request });
  }

  @Reported('deaths')
  death(@TheCaller() caller: Caller, @Body() report: DeathReport, @Req() request: TracedRequest) {
    return this.take('death', { caller, report, request });
  }

  @Reported('stillbirths')
  stillbirth(@TheCaller() caller: Caller, @Body() report: StillbirthReport, @Req() request: TracedRequest) {
    return this.take('stillbirth', { caller, report, request });
  }

  @Reported('marriages')
  marriage(@TheCaller() caller: Caller, @Body() report: CoupleReport, @Req() request: TracedRequest) {
    return this.take('marriage', { caller, report, request });
  }

  @Reported('divorces')
  divorce(@TheCaller() caller: Caller, @Body() report: CoupleReport, @Req() request: TracedRequest) {
    return this.take('divorce', { caller, report, request });
  }

  @Reported('adoptions')
  adoption(@TheCaller() caller: Caller, @Body() report: AdoptionReport, @Req() request: TracedRequest) {
    return this.take('adoption', { caller, report, request });
  }

  @Reported('recognitions')
  recognition(@TheCaller() caller: Caller, @Body() report: RecognitionReport, @Req() request: TracedRequest) {
    return this.take('recognition', { caller, report, request });
  }

  @Reported('name-changes')
  nameChange(@TheCaller() caller: Caller, @Body() report: NameChangeReport, @Req() request: TracedRequest) {
    return this.take('name-change', { caller, report, request });
  }

  @Reported('corrections')
  correction(@TheCaller() caller: Caller, @Body() report: CorrectionReport, @Req() request: TracedRequest) {
    return this.take('correction', { caller, report, request });
  }

  @Reported(':id/annulment')
  annul(
    @TheCaller() caller: Caller,
    @Param('id') id: string,
    @Body() annulment: Annulment,
    @Req() request: TracedRequest,
  ): Promise<RecordAnswer> {
    return this.intake.take(this.annulments.takerOf(id), annulment, caller, request);
  }

  private take(
    kind: VitalEventKind,
    { caller, report, request }: { caller: Caller; report: VitalEventReport; request: TracedRequest },
  ): Promise<RecordAnswer> {
    return this.intake.take(this.events.takerOf(kind), report, caller, request);
  }
}
