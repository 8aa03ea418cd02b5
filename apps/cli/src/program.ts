import { Command } from 'commander';
import { addCompletion } from './commands/completion.options.js';
import { addDatasets } from './commands/datasets.options.js';
import { addEvaluate } from './commands/evaluate.options.js';
import { addExport } from './commands/export.options.js';
import { addImport } from './commands/import.options.js';
import { addInspect } from './commands/inspect.options.js';
import { addExplain } from './commands/explain.options.js';
import { addGradcheck } from './commands/gradcheck.options.js';
import { addPredict } from './commands/predict.options.js';
import { addReport } from './commands/report.options.js';
import { addRuns } from './commands/runs.options.js';
import { addServe } from './commands/serve.options.js';
import { addTrain } from './commands/train.options.js';
import { parseTrainWords } from './commands/trainRequest.js';
import type { Terminal } from './terminal.js';
import { version } from './versions.js';

/**
 * The command line. What a command needs beyond its options is loaded when it runs, so that `--help` answers at once.
 *
 * @param terminal - Where all output goes.
 */
export function makeProgram(terminal: Terminal): Command {
  const program = new Command('keepdims')
    .description('Train dense neural networks on tables, and predict with them.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: terminal.out,
      writeErr: () => undefined,
      outputError: () => undefined,
      getOutHelpWidth: () => 80,
    })
    .exitOverride()
    .addHelpText('after', programExamples);

  program
    .command('demo')
    .description("three of the course's trainings on data that comes with keepdims")
    .action(async () => {
      const { demoCommand } = await import('./commands/demo.js');
      await demoCommand(parseTrainWords, terminal);
    })
    .addHelpText('after', demoNotes);

  addTrain(program, terminal);

  addPredict(program, terminal);
  addEvaluate(program, terminal);
  addExplain(program, terminal);
  addServe(program, terminal);
  addReport(program, terminal);
  addExport(program, terminal);
  addImport(program, terminal);
  addInspect(program, terminal);
  addRuns(program, terminal);
  addGradcheck(program, terminal);
  addDatasets(program, terminal);
  addCompletion(program, terminal);
  return program;
}

const programExamples = `
Examples:
  keepdims demo
  keepdims train houses.csv --target price
  keepdims predict runs/houses new.csv > prices.csv
  keepdims evaluate runs/houses sold.csv

Exit codes: 0 done; 1 a fault in keepdims; 2 a mistake in the command or the
data; 3 the training diverged, or gradients disagree; 130 interrupted.`;

const demoNotes = `
Progress goes to stderr: a bar in a terminal, otherwise one line an epoch, or
one line every 100 epochs for a training of more than 100 epochs.`;
