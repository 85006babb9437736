import { setTimeout as pause } from 'node:timers/promises';
import type { PlatformDescription } from '@satudata/local-platform';
import { pipelineLine, pipelineTable } from '../pipeline/pipeline-table.js';
import { pipelineReader, type Pipeline } from '../pipeline/read-pipeline.js';
import { CommandFailure } from '../terminal/command-failure.js';
import { redraw } from '../terminal/redraw.js';
import { stopRequest } from '../terminal/stop-request.js';

const REDRAW_MS = 1_000;
/** A log line a second would bury what matters. */
const LINE_MS = 5_000;

/** Shows what flows until Ctrl+C: a table redrawn in place on a terminal, a line now and then elsewhere. */
export async function watchPipeline(platform: PlatformDescription): Promise<void> {
  const stopping = stopRequest();
  const read = pipelineReader(platform);
  const { stdout } = process;
  while (!stopping.aborted) {
    const text = await orSentence(read, stdout.isTTY ? pipelineTable : (state) => pipelineLine(state, new Date()));
    if (stdout.isTTY) redraw(stdout, `${text}\n\nCtrl+C untuk berhenti / to stop`);
    else stdout.write(`${text}\n`);
    await pause(stdout.isTTY ? REDRAW_MS : LINE_MS, undefined, { signal: stopping }).catch(() => undefined);
  }
}

/** A store that is away for a moment is what one watches for: it ends nothing. */
async function orSentence(read: () => Promise<Pipeline>, show: (state: Pipeline) => string): Promise<string> {
  try {
    return show(await read());
  } catch (error) {
    if (error instanceof CommandFailure) return error.message;
    throw error;
  }
}
