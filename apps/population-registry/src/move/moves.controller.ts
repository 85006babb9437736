import { applyDecorators, Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DepartureReport, LocalMoveReport, SettlingReport } from '@satudata/contracts';
import { CONTENT_DIGEST_HEADER, Intake, RecordAnswer, RECORD_KEY_HEADER } from '@satudata/intake';
import { Allow, TheCaller, type Caller, type TracedRequest } from '@satudata/service-kit';
import { MoveService } from './move.service.js';

function Reported(path: string): MethodDecorator {
  return applyDecorators(
    Post(path),
    HttpCode(200),
    Allow('move:write'),
    ApiHeader(RECORD_KEY_HEADER),
    ApiHeader(CONTENT_DIGEST_HEADER),
    ApiOkResponse({ type: RecordAnswer }),
  );
}

/** Who leaves, arrives, stays after all, or moves inside the regency. */
@ApiTags('moves')
@Controller('v1/moves')
export class MovesController {
  constructor(
    private readonly intake: Intake,
    private readonly moves: MoveService,
  ) {}

  @Reported('departures')
  depart(@TheCaller() caller: Caller, @Body() report: DepartureReport, @Req() request: TracedRequest) {
    return this.intake.take(this.moves.departures, report, caller, request);
  }

  @Reported('arrivals')
  arrive(@TheCaller() caller: Caller, @Body() report: SettlingReport, @Req() request: TracedRequest) {
    return this.intake.take(this.moves.arrivals, report, caller, request);
  }

  @Reported('cancellations')
  cancel(@TheCaller() caller: Caller, @Body() report: SettlingReport, @Req() request: TracedRequest) {
    return this.intake.take(this.moves.cancellations, report, caller, request);
  }

  @Reported('local')
  moveLocally(@TheCaller() caller: Caller, @Body() report: LocalMoveReport, @Req() request: TracedRequest) {
    return this.intake.take(this.moves.localMoves, report, caller, request);
  }
}
