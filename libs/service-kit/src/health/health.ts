import { Controller, Get, Injectable } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../access/access.js';
import { WHOLE_PROVINCE, ScopedDatabase } from '../database/scoped-database.js';
import { Problem } from '../problems/problem.js';

/** Resolves when the part is able to work, rejects when not. */
export type ReadyCheck = () => Promise<void> | void;

/** What must work before a service may be sent requests; parts add their own checks. */
@Injectable()
export class Readiness {
  private readonly checks = new Map<string, ReadyCheck>();

  constructor(database: ScopedDatabase) {
    this.add('database', () => database.inScope(WHOLE_PROVINCE, () => Promise.resolve()));
  }

  add(name: string, check: ReadyCheck): void {
    this.checks.set(name, check);
  }

  /** The names of the parts that cannot work now. */
  async failing(): Promise<string[]> {
    const names = [...this.checks.keys()];
    const results = await Promise.allSettled(names.map(async (name) => this.checks.get(name)?.()));
    return names.filter((_name, index) => results[index]?.status === 'rejected');
  }
}

@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @Public('asked by the supervisor; says only that the process answers')
  live(): object {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public('asked by the supervisor; names parts, never data')
  async ready(): Promise<object> {
    const failing = await this.readiness.failing();
    if (failing.length > 0) throw new Problem('unavailable', { more: { failing }, headers: { 'retry-after': '2' } });
    return { status: 'ok' };
  }
}
