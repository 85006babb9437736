import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Environment -> a validated instance of a config class whose properties are named like the variables.
 * `<NAME>_FILE` gives the value of `<NAME>` from a file, for secrets. Values never appear in the error.
 */
export function loadConfig<T extends object>(type: new () => T, env: NodeJS.ProcessEnv = process.env): T {
  const config = plainToInstance(type, valuesFor(type, env), {
    exposeDefaultValues: true,
    enableImplicitConversion: true,
  });
  const errors = validateSync(config);
  if (errors.length > 0) {
    const problems = errors.map((error) => `${error.property}: ${Object.keys(error.constraints ?? {}).join(', ')}`);
    throw new ConfigError(`Konfigurasi tidak sah / invalid configuration: ${problems.join('; ')}`);
  }
  return config;
}

/** Only what the class declares: the environment is full of other people's variables, `_FILE` ones among them. */
function valuesFor(type: new () => object, env: NodeJS.ProcessEnv): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of declaredNames(type)) {
    const value = env[name] ?? valueFromFile(env[`${name}_FILE`]);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function declaredNames(type: new () => object): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  return [...new Set(rules.map(({ propertyName }) => propertyName))];
}

function valueFromFile(file: string | undefined): string | undefined {
  return file === undefined ? undefined : readFileSync(file, 'utf8').trim();
}
