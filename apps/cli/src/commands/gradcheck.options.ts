import type { Command } from 'commander';
import { parseWhole } from '../options.js';
import type { Terminal } from '../terminal.js';
import { addDataOptions } from './dataOptions.js';
import type { GradcheckOptions } from './gradcheck.js';

/** Add `keepdims gradcheck`. */
export function addGradcheck(program: Command, terminal: Terminal): void {
  addDataOptions(program.command('gradcheck'))
    .description("compare a run's backward pass with differences of its cost")
    .argument('<run>', 'a run folder that train has written')
    .argument('<data>', 'a table with the columns trained on and the target, or - for standard input')
    .option('--rows <count>', 'rows that the cost is of', parseWhole(1, 100_000, 20), 20)
    .option('--sample <count>', 'entries of each array to compare', parseWhole(1, 1_000_000, 50), 50)
    .option('--seed <number>', 'of the rows and the entries', parseWhole(0, 2 ** 32 - 1, 7), 1)
    .option('--json', 'print one line of JSON')
    .addHelpText('after', notes)
    .action(async (run: string, data: string, options: GradcheckOptions) => {
      const { gradcheckCommand } = await import('./gradcheck.js');
      await gradcheckCommand(run, data, options, terminal);
    });
}

const notes = `
Each dW and db of the backward pass is compared with (J(w + h) - J(w - h)) / 2h.
Ends with 0 if they agree and with 3 if they do not.

Examples:
  keepdims gradcheck runs/houses houses.csv
  keepdims gradcheck runs/houses houses.csv --rows 5 --sample 1000000`;
