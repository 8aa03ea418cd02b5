import type { Command } from 'commander';
import { parseChoice } from '../options.js';
import type { PredictionFormat } from '../predict/predictionText.js';
import type { Terminal } from '../terminal.js';
import { addDataOptions } from './dataOptions.js';
import type { PredictOptions } from './predict.js';

/** As `predictionFormats` has them, which is loaded when the command runs. */
const formats = ['csv', 'json', 'jsonl', 'npy'] as const satisfies readonly PredictionFormat[];

/** Add `keepdims predict`. */
export function addPredict(program: Command, terminal: Terminal): void {
  addDataOptions(program.command('predict'))
    .description('predict the target of each row of a table, as CSV on stdout')
    .argument('<run>', 'a run folder that train has written')
    .argument('<data>', 'a table with the columns trained on (- for standard input), or images')
    .option('--out <file>', 'write to this file instead of stdout, whole or not at all')
    .option('--to <name>', `${formats.join(', ')} (default: by the ending of --out, else csv)`, parseChoice(formats))
    .option('--probabilities', 'the probabilities of all classes, with all their digits')
    .option('--json', 'print JSON Lines, as --to jsonl')
    .addHelpText('after', notes)
    .action(async (run: string, data: string, options: PredictOptions) => {
      const { predictCommand } = await import('./predict.js');
      await predictCommand(run, data, options, terminal);
    });
}

const notes = `
The target's column may be missing. A large CSV and standard input are read some
megabytes at a time, so that files of any size go through.

Examples:
  keepdims predict runs/houses new.csv
  keepdims predict runs/digits digits --probabilities --out digits.json
  cat new.csv | keepdims predict runs/houses - --out prices.csv`;
