import type { Command } from 'commander';
import { parseResamples, parseWhole } from '../options.js';
import type { Terminal } from '../terminal.js';
import { addDataOptions } from './dataOptions.js';
import type { EvaluateOptions } from './evaluate.js';

/** Add `keepdims evaluate`. */
export function addEvaluate(program: Command, terminal: Terminal): void {
  addDataOptions(program.command('evaluate'))
    .description('measure a run on a table that has the target')
    .argument('<run>', 'a run folder that train has written')
    .argument('<data>', 'a table with the columns trained on and the target, or - for standard input')
    .option('--held-out', 'only the rows that the run kept from training (of the data it was trained on)')
    .option('--bootstrap <count>', 'resamples for the intervals, 100 or more, or 0 for none', parseResamples, 1000)
    .option('--importance', 'shuffle each column and see what is lost')
    .option('--seed <number>', 'of the resamples and the shuffles', parseWhole(0, 2 ** 32 - 1, 7), 1)
    .option('--json', 'print JSON Lines')
    .addHelpText('after', notes)
    .action(async (run: string, data: string, options: EvaluateOptions) => {
      const { evaluateCommand } = await import('./evaluate.js');
      await evaluateCommand(run, data, options, terminal);
    });
}

const notes = `
A regression: R², mean absolute and root mean squared error, beside those of
always predicting the mean of these rows. A classification: accuracy, precision,
recall, F1, area under the ROC curve, log loss, the confusion matrix, and
whether things happen as often as their probabilities say.

An interval tells how far a number can be trusted: the rows are drawn anew many
times, and 95 % of the results lie in it, 2.5 % on either side. The same command
prints the same numbers.

Examples:
  keepdims evaluate runs/houses sold.csv
  keepdims evaluate runs/houses houses.csv --held-out --importance
  keepdims evaluate runs/houses sold.csv --json`;
