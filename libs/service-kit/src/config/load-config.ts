import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Environment -> a validated instance of a config class whose properties are named like the variables.
 * `<NAME>_FILE` gives the value of `<NAME>` from a file, for secrets. Values never appear in the error.
 */
export function loadConfig<T extends object>(type: new () => T, env: NodeJS.ProcessEnv = process.env): T {
  const config = plainToInstance(type, withFiles(env), { exposeDefaultValues: true, enableImplicitConversion: true });
  const errors = validateSync(config);
  if (errors.length > 0) {
    const problems = errors.map((error) => `${error.property}: ${Object.keys(error.constraints ?? {}).join(', ')}`);
    throw new ConfigError(`Konfigurasi tidak sah / invalid configuration: ${problems.join('; ')}`);
  }
  return config;
}

function withFiles(env: NodeJS.ProcessEnv): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) continue;
    if (name.endsWith('_FILE')) values[name.slice(0, -5)] ??= readFileSync(value, 'utf8').trim();
    else values[name] = value;
  }
  return values;
}
