import { Command } from 'commander';
import { acceptTopicCommand } from './commands/accept-topic.js';
import { batchesCommand } from './commands/batches.js';
import { explainCommand } from './commands/explain.js';
import { generateCommand } from './commands/generate.js';
import { grantsCommand } from './commands/grants.js';
import { keysCommand } from './commands/keys.js';
import { parkedCommand } from './commands/parked.js';
import { pushCommand } from './commands/push.js';
import { rebuildCommand } from './commands/rebuild.js';
import { receiptCommand } from './commands/receipt.js';
import { reconcileCommand } from './commands/reconcile.js';
import { startCommand } from './commands/start.js';
import { statusCommand } from './commands/status.js';
import { tokenCommand } from './commands/token.js';
import { topicsCommand } from './commands/topics.js';
import { verdictsCommand } from './commands/verdicts.js';
import { trailCommand } from './commands/trail.js';
import { verifyCommand } from './commands/verify.js';

/** The whole command line: one file per command. */
export function satudata(): Command {
  return new Command('satudata')
    .description('Lampung Satu Data: menjalankan dan memeriksa seluruh sistem / runs and checks the whole system')
    .addCommand(startCommand())
    .addCommand(tokenCommand())
    .addCommand(pushCommand())
    .addCommand(batchesCommand())
    .addCommand(verdictsCommand())
    .addCommand(explainCommand())
    .addCommand(receiptCommand())
    .addCommand(verifyCommand())
    .addCommand(statusCommand())
    .addCommand(reconcileCommand())
    .addCommand(generateCommand())
    .addCommand(grantsCommand())
    .addCommand(keysCommand())
    .addCommand(parkedCommand())
    .addCommand(rebuildCommand())
    .addCommand(topicsCommand())
    .addCommand(trailCommand())
    .addCommand(acceptTopicCommand());
}
