import type { Command } from 'commander';
import type { Terminal } from '../terminal.js';
import type { DatasetsOptions } from './datasets.js';

/** Add `keepdims datasets`. */
export function addDatasets(program: Command, terminal: Terminal): void {
  program
    .command('datasets')
    .description('list the data sets that come with keepdims, or write one as CSV')
    .argument('[dataset]', 'the name of one, to see its columns and first rows')
    .option('--out <file>', 'write it to this file as CSV')
    .option('--force', 'replace the file if it exists')
    .option('--json', 'print JSON Lines, one a data set')
    .addHelpText('after', notes)
    .action(async (dataset: string | undefined, options: DatasetsOptions) => {
      const { datasetsCommand } = await import('./datasets.js');
      await datasetsCommand(dataset, options, terminal);
    });
}

const notes = `
The other commands know them by their names: keepdims train penguins.

Examples:
  keepdims datasets
  keepdims datasets penguins
  keepdims datasets penguins --out penguins.csv`;
