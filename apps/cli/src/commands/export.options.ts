import type { Command } from 'commander';
import { exportFormats, exportNames } from '../export/exportFormats.js';
import { parseChoice } from '../options.js';
import type { Terminal } from '../terminal.js';
import type { ExportOptions } from './export.js';

/** Add `keepdims export`. */
export function addExport(program: Command, terminal: Terminal): void {
  program
    .command('export')
    .description("write a run's model as a file for other programs")
    .argument('<run>', 'a run folder that train has written')
    .requiredOption('--to <format>', exportNames.join(', '), parseChoice(exportNames))
    .option('--dtype <name>', 'of an ONNX graph: float32 (default) or float64', parseChoice(['float32', 'float64']))
    .option('--out <file>', "the file to write (default: the run's name with the format's ending, here)")
    .option('--force', 'replace the file if it exists')
    .option('--json', 'print what was written as a line of JSON')
    .addHelpText('after', notes)
    .action(async (run: string, options: ExportOptions) => {
      const { exportCommand } = await import('./export.js');
      await exportCommand(run, options, terminal);
    });
}

const width = Math.max(...exportNames.map((name) => name.length));

const notes = `
Formats:
${exportNames.map((name) => `  ${name.padEnd(width)}  ${exportFormats[name].purpose}`).join('\n')}

The preprocessing goes with the network: predict of the generated modules takes
rows as they are in the table, numbers in their own units, texts, and missing
values. The file is written whole or not at all.

Examples:
  keepdims export runs/houses --to typescript
  keepdims export runs/houses --to npz --out model.npz --force
  keepdims export runs/houses --to onnx --dtype float64`;
