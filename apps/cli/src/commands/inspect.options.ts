import type { Command } from 'commander';
import type { Terminal } from '../terminal.js';
import { addCsvOptions } from './dataOptions.js';
import type { InspectOptions } from './inspect.js';

/** Add `keepdims inspect`. */
export function addInspect(program: Command, terminal: Terminal): void {
  const command = program
    .command('inspect')
    .description('tell what a file holds: shapes, types, statistics')
    .argument('<file>', 'a file, a run folder, the name of a bundled data set, or - for standard input');
  addCsvOptions(command)
    .option('--json', 'print JSON Lines: one for the file, one for each array or column')
    .addHelpText('after', notes)
    .action(async (file: string, options: InspectOptions) => {
      const { inspectCommand } = await import('./inspect.js');
      await inspectCommand(file, options, terminal);
    });
}

const notes = `
Kinds: CSV, JSON Lines, JSON, Parquet, npy, npz, IDX, HDF5, safetensors, ONNX,
also packed by gzip; images and folders of them; what keepdims writes: run
folders, model.json, checkpoints, exported models, but not modules (typescript,
numpy). The content decides, not the name. Nothing in a file is executed.

Minimum, maximum, mean and standard deviation are of the finite numbers; NaN,
infinities and zeros are counted. What is missing in a table is judged as train
does.

Examples:
  keepdims inspect weights.npz
  keepdims inspect runs/houses
  keepdims inspect plain.csv --no-header
  keepdims inspect houses.csv --json`;
