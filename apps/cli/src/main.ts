#!/usr/bin/env node
import { PlatformFailure } from '@satudata/local-platform';
import { CommandFailure } from './terminal/command-failure.js';
import { satudata } from './satudata.js';

satudata()
  .parseAsync()
  .catch((error: unknown) => {
    const foreseen = error instanceof PlatformFailure || error instanceof CommandFailure;
    process.stderr.write(`${foreseen ? error.message : String((error as Error).stack ?? error)}\n`);
    process.exitCode = 1;
  });
