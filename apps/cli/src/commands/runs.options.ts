import type { Command } from 'commander';
import type { Terminal } from '../terminal.js';
import type { RunsOptions } from './runs.js';

/** Add `keepdims runs`. */
export function addRuns(program: Command, terminal: Terminal): void {
  program
    .command('runs')
    .description('list the runs of a folder, or compare some of them')
    .argument('[folders...]', 'a folder of runs (default: runs), or two to five runs to compare')
    .option('--sort <name>', 'the best first: r2, mae, rmse, accuracy; or by name or a setting, such as epochs')
    .option('--json', 'print JSON Lines, with all settings and results')
    .addHelpText('after', notes)
    .action(async (folders: readonly string[], options: RunsOptions) => {
      const { runsCommand } = await import('./runs.js');
      runsCommand(folders, options, terminal);
    });
}

const notes = `
Results are those on the rows kept from training. Anything in a run's
config.json or summary.json can be sorted by, such as lr or test.r2.

Examples:
  keepdims runs
  keepdims runs runs --sort rmse
  keepdims runs runs/houses runs/houses-2`;
