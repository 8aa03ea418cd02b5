import type { Command } from 'commander';
import type { Terminal } from '../terminal.js';
import type { ReportOptions } from './report.js';

/** Add `keepdims report`. */
export function addReport(program: Command, terminal: Terminal): void {
  program
    .command('report')
    .description("write a run's report.html and MODEL_CARD.md")
    .argument('<run>', 'a run folder')
    .argument('[data]', 'the data that it was trained on, if they have moved')
    .option('--out <file>', 'write the page to this file instead, and no model card')
    .option('--json', 'print a JSON line that says what was written')
    .addHelpText('after', notes)
    .action(async (run: string, data: string | undefined, options: ReportOptions) => {
      const { reportCommand } = await import('./report.js');
      await reportCommand(run, data, options, terminal);
    });
}

const notes = `
train writes both at its end, unless told --no-report; this writes them again,
the same bytes. The page needs nothing beside it: no network, no scripts.

What needs rows is left out if the data are not there any more, or have
changed (by their SHA-256): the page says so. What you have written into
MODEL_CARD.md between its two marked lines is kept.

Examples:
  keepdims report runs/houses
  keepdims report runs/houses moved/houses.csv --out houses.html`;
