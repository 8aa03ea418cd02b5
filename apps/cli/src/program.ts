import { Command, Option } from 'commander';
import type { CommanderError } from 'commander';
import { CliError } from './errors.js';
import { presetNames, presets } from './model/presets.js';
import type { PresetName } from './model/presets.js';
import {
  dataFormats,
  defaultLearningRates,
  hiddenActivations,
  initializerChoices,
  optimizerChoices,
  regressionOutputs,
} from './model/trainConfig.js';
import type { TrainConfig } from './model/trainConfig.js';
import {
  parseBatch,
  parseChoice,
  parseHidden,
  parseLearningRate,
  parseNames,
  parseValidation,
  parseWhole,
} from './options.js';
import type { Terminal } from './terminal.js';
import { version } from './versions.js';

/** The options of `train` as commander gives them. */
type TrainOptions = Omit<TrainConfig, 'data' | 'ignore' | 'categorical'> & {
  readonly ignore?: readonly string[];
  readonly categorical?: readonly string[];
  readonly out?: string;
  readonly preset?: PresetName;
};

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

  addTrainOptions(program.command('train').description('train a network on a table and save it as a run folder'))
    .addHelpText('after', trainExamples)
    .action(async (data: string, options: TrainOptions, command: Command) => {
      const { trainCommand } = await import('./commands/train.js');
      await trainCommand(configOf(data, options, command), options.out, terminal);
    });

  program
    .command('predict')
    .description('predict the target of each row of a table, as CSV on stdout')
    .argument('<run>', 'a run folder that train has written')
    .argument('<data>', 'a CSV file with the columns trained on, or - for standard input')
    .option('--out <file>', 'write to this file instead of stdout, whole or not at all')
    .addHelpText('after', predictExamples)
    .action(async (run: string, data: string, options: { readonly out?: string }) => {
      const { predictCommand } = await import('./commands/predict.js');
      await predictCommand(run, data, options.out, terminal);
    });
  return program;
}

function addTrainOptions(command: Command): Command {
  const rates = optimizerChoices.map((name) => `${name} ${defaultLearningRates[name]}`).join(', ');
  return command
    .argument(
      '<data>',
      "a CSV file with a header (- for standard input), the course's HDF5 file of images, or the name of a bundled data set",
    )
    .option('--format <name>', `${dataFormats.join(' or ')} (default: by the file)`, parseChoice(dataFormats))
    .option('--preset <name>', `settings of the course: ${presetNames.join(', ')}`, parseChoice(presetNames))
    .option('--target <column>', 'the column to predict (bundled sets have one)')
    .option(
      '--task <task>',
      'regression or classification (default: by the target)',
      parseChoice(['regression', 'classification']),
    )
    .option('--features <columns>', 'learn from these columns only, such as sqft,beds', parseNames)
    .option('--ignore <columns>', 'leave these columns out', parseNames)
    .option('--categorical <columns>', 'columns of numbers that are names, such as post codes', parseNames)
    .addOption(withDefault('--hidden <sizes>', 'units of each hidden layer, or none', parseHidden, '32,16'))
    .addOption(
      withDefault(
        '--activation <name>',
        `of the hidden layers: ${hiddenActivations.join(', ')}`,
        parseChoice(hiddenActivations),
        'relu',
      ),
    )
    .option(
      '--initializer <name>',
      `of the weights: ${initializerChoices.join(', ')} (default: heNormal for relu, else scaledNormal; zeros without hidden layers)`,
      parseChoice(initializerChoices),
    )
    .addOption(
      withDefault(
        '--output <name>',
        `a regression's output: ${regressionOutputs.join(' or ')} (never < 0)`,
        parseChoice(regressionOutputs),
        'identity',
      ),
    )
    .addOption(withDefault('--epochs <count>', 'passes over the training rows', parseWhole(1, 1_000_000, 50), '50'))
    .addOption(withDefault('--batch <rows>', 'rows a step, or full for all', parseBatch, '32'))
    .addOption(withDefault('--optimizer <name>', optimizerChoices.join(', '), parseChoice(optimizerChoices), 'adam'))
    .option('--lr <rate>', `learning rate (default: ${rates})`, parseLearningRate)
    .addOption(
      withDefault(
        '--validation <share>',
        'share of the rows kept apart to test on, or a file of such',
        parseValidation,
        '0.2',
      ),
    )
    .addOption(
      withDefault('--seed <number>', 'of the split, the weights and the batches', parseWhole(0, 2 ** 32 - 1, 7), '1'),
    )
    .option(
      '--print-cost <epochs>',
      'print the cost every so many epochs, with all its digits',
      parseWhole(1, 1_000_000, 100),
    )
    .option('--out <folder>', 'the run folder (default: runs/NAME-OF-THE-DATA)');
}

/** An option whose default is given, and shown in the help, as one would type it. */
function withDefault(flags: string, description: string, parse: (text: string) => unknown, text: string): Option {
  return new Option(flags, description).argParser(parse).default(parse(text), text);
}

/** The configuration that `keepdims train …` would have: `words` begin with `train`. */
function parseTrainWords(words: readonly string[]): TrainConfig {
  const command = addTrainOptions(new Command('train')).exitOverride();
  command.parse(words.slice(1), { from: 'user' });
  return configOf(command.args[0] ?? '', command.opts<TrainOptions>(), command);
}

/** A preset takes the place of defaults; what is typed wins over it. */
function configOf(data: string, options: TrainOptions, command: Command): TrainConfig {
  const { out: _, preset, ...rest } = options;
  const chosen = Object.entries(preset === undefined ? {} : presets[preset]).filter(
    ([name]) => command.getOptionValueSource(name) !== 'cli',
  );
  const all: typeof rest = { ...rest, ...Object.fromEntries(chosen) };
  return {
    ...all,
    data,
    format: options.format,
    target: options.target,
    task: options.task,
    features: options.features,
    ignore: options.ignore ?? [],
    categorical: options.categorical ?? [],
    initializer: all.initializer,
    lr: all.lr,
    printCost: all.printCost,
  };
}

/**
 * Turn commander's refusal into a sentence of ours.
 *
 * @returns Undefined if it was no refusal but the end of `--help` or `--version`.
 */
export function explainCommanderError(error: CommanderError): CliError | undefined {
  if (error.exitCode === 0) return undefined;
  const text = error.message.replace(/^error: /, '').replace(/\.$/, '');
  const value = /^option '(?:-\w, )?(--[\w-]+)[^']*' argument '(.*)' is invalid\. (.*)$/s.exec(text);
  if (value !== null) return new CliError(`${value[1] ?? ''} ${value[2] ?? ''}: ${value[3] ?? ''}.`);
  const [, problem = text, near] = /^(.*?)\s*\n\(Did you mean (?:one of )?(.*)\?\)$/s.exec(text) ?? [];
  const sentence = problem.charAt(0).toUpperCase() + problem.slice(1).replace('. Expected', ': expected');
  const end = near === undefined ? '.' : `; did you mean ${near}?`;
  return new CliError(`${sentence}${end} See keepdims --help, or --help behind a command.`);
}

const bundledNames = 'sacramento, breast-cancer, digits, iris, wine, penguins';

const programExamples = `
Examples:
  keepdims demo
  keepdims train houses.csv --target price
  keepdims predict runs/houses new.csv > prices.csv

Exit codes: 0 done; 1 a fault in keepdims; 2 a mistake in the command or the
data; 3 the training diverged; 130 interrupted.`;

const trainExamples = `
Bundled data sets: ${bundledNames}.
A file of such a name is written with its folder: ./digits.

The task, the classes and what each column is (numbers or names) are found out
from all rows; medians, means, scales and the lists of names are measured on
the rows to train on. All are saved with the model. The rows kept apart by
--validation are never trained on; nothing is chosen by their results. The same
command on the same data prints the same numbers. An existing run folder is
never overwritten: the next one is called runs/houses-2.

Progress goes to stderr: a bar in a terminal, otherwise one line an epoch.

Examples:
  keepdims train houses.csv --target price --hidden 32,16 --epochs 200
  keepdims train houses.csv --target price --features sqft --hidden none
  keepdims train penguins --target species --ignore year --seed 7
  keepdims train breast-cancer --hidden none --optimizer gradientDescent \\
    --batch full --epochs 2000

The course's pictures, from its two files; a preset gives one of its trainings,
with its seed, on all of the first file, and prints every hundredth cost:
  keepdims train train_catvnoncat.h5 --validation test_catvnoncat.h5 \\
    --format course-h5 --preset course-deep`;

const demoNotes = `
Progress goes to stderr: a bar in a terminal, otherwise one line an epoch, or
one line every 100 epochs for a training of more than 100 epochs.`;

const predictExamples = `
Examples:
  keepdims predict runs/houses new.csv
  cat new.csv | keepdims predict runs/houses - --out prices.csv`;
