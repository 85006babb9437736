import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import { collectDefaultMetrics, Histogram, register } from 'prom-client';
import { Public } from '../access/access.js';

collectDefaultMetrics();

const duration = new Histogram({
  name: 'satudata_http_request_seconds',
  help: 'Duration of HTTP requests by route pattern',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
});

export function httpMetrics(request: Request, response: Response, next: NextFunction): void {
  const stop = duration.startTimer();
  response.on('finish', () => {
    const route = (request.route as { path?: string } | undefined)?.path ?? '(none)';
    stop({ method: request.method, route, status: String(response.statusCode) });
  });
  next();
}

@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  @Get()
  @Header('content-type', register.contentType)
  @Public('scraped inside the network; counts only, labels never hold personal data')
  read(): Promise<string> {
    return register.metrics();
  }
}
