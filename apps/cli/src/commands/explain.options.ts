import type { Command } from 'commander';
import { parseWhole } from '../options.js';
import type { Terminal } from '../terminal.js';
import { addDataOptions } from './dataOptions.js';
import type { ExplainOptions } from './explain.js';

/** Add `keepdims explain`. */
export function addExplain(program: Command, terminal: Terminal): void {
  addDataOptions(program.command('explain'))
    .description('follow one row through the network, layer by layer')
    .argument('<run>', 'a run folder that train has written')
    .argument('<row...>', 'a table (- for standard input), or a value a column, such as sqft=900')
    .option('--row <number>', 'which row of the table, from 1', parseWhole(1, 2 ** 32, 3))
    .option('--json', 'print one line of JSON, with all numbers in full')
    .addHelpText('after', notes)
    .action(async (run: string, words: readonly string[], options: ExplainOptions) => {
      const { explainCommand } = await import('./explain.js');
      await explainCommand(run, words, options, terminal);
    });
}

const notes = `
Shows the row's values, what the preprocessing makes of them (x = A[0]), each
layer's Z[l] = W[l] A[l-1] + b[l] and A[l] = g(Z[l]), and the answer in the
target's unit. Layers of up to 16 units name the largest terms of each sum.
Columns that are not given count as missing.

Examples:
  keepdims explain runs/houses houses.csv --row 3
  keepdims explain runs/houses sqft=900 beds=2 city=GALT
  keepdims explain runs/houses houses.csv --row 3 --json`;
