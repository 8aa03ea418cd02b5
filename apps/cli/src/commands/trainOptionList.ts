import { Option } from 'commander';
import type { Command } from 'commander';
import { presetNames } from '../model/presets.js';
import type { PresetName } from '../model/presets.js';
import {
  amounts,
  defaultLearningRates,
  hiddenActivations,
  initializerChoices,
  lossChoices,
  metricChoices,
  optimizerChoices,
  regressionOutputs,
  scheduleChoices,
  wholeNumbers,
} from '../model/trainConfig.js';
import type { TrainConfig } from '../model/trainConfig.js';
import { addDataOptions } from './dataOptions.js';
import {
  parseAmount,
  parseBatch,
  parseChoice,
  parseChoices,
  parseDropout,
  parseHidden,
  parseImageSize,
  parseLearningRate,
  parseNamed,
  parseNames,
  parseSplit,
  parseValidation,
  parseWhole,
} from '../options.js';

/** Options of `train` that say how to go about it, and not what the training is. */
export interface RunOptions {
  readonly config?: string;
  readonly preset?: PresetName;
  readonly out?: string;
  readonly resume?: string;
  readonly checkpointEvery: number;
  /** Whether report.html and MODEL_CARD.md are written. */
  readonly report: boolean;
  /** Whether the data stay on the disk even if they are small. */
  readonly stream?: true;
  readonly explain?: true;
  readonly dryRun?: true;
  readonly printSchema?: true;
  readonly json?: true;
}

/** The options of `train` as commander gives them. */
export type TrainOptions = RunOptions &
  Omit<TrainConfig, 'data' | 'ignore' | 'categorical'> & {
    readonly ignore?: readonly string[];
    readonly categorical?: readonly string[];
  };

/** Add the options of `train` to a command. */
export function addTrainOptions(command: Command): Command {
  command.argument(
    '[data]',
    'a file (CSV, JSON Lines, Parquet, npy, npz, IDX, …; - for standard input), a folder of images, or the name of a bundled data set',
  );
  addTableOptions(command.optionsGroup('Data:'));
  addNetworkOptions(command.optionsGroup('Network:'));
  addTrainingOptions(command.optionsGroup('Training:'));
  addRunOptions(command.optionsGroup('Run:'));
  return command;
}

function addTableOptions(command: Command): void {
  addDataOptions(command)
    .option('--image-size <size>', 'what images are resized to, width x height (default: 32x32)', parseImageSize)
    .option('--grayscale', 'make images grey, one number a pixel instead of three')
    .option('--target <column>', 'the column to predict (bundled sets have one)')
    .option(
      '--task <task>',
      'regression or classification (default: by the target)',
      parseChoice(['regression', 'classification']),
    )
    .option('--features <columns>', 'learn from these columns only, such as sqft,beds', parseNames)
    .option('--ignore <columns>', 'leave these columns out', parseNames)
    .option('--categorical <columns>', 'columns of numbers that are names, such as post codes', parseNames)
    .addOption(
      withDefault(
        '--validation <share>',
        'share of the rows kept apart to test on, or a file of such',
        parseValidation,
        '0.2',
      ),
    )
    .option(
      '--split <shares>',
      'instead: shares to train on, to choose the epoch by, and to test on, such as 0.8,0.1,0.1; or to train and test on, such as 0.8,0.2',
      parseSplit,
    )
    .option('--stratify [column]', 'keep the proportions of its values in each part (default: the classes predicted)')
    .option('--no-stratify', 'split without regard to the classes');
}

function addNetworkOptions(command: Command): void {
  command
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
    .option('--dropout <share>', 'share of the hidden units that a step leaves out, or one a layer', parseDropout)
    .option('--batch-norm', 'normalise each hidden layer over the batch');
}

function addTrainingOptions(command: Command): void {
  const rates = optimizerChoices.map((name) => `${name} ${defaultLearningRates[name]}`).join(', ');
  command
    .addOption(
      withDefault('--epochs <count>', 'passes over the training rows', parseWhole(...wholeNumbers.epochs), '50'),
    )
    .addOption(withDefault('--batch <rows>', 'rows a step, or full for all', parseBatch, '32'))
    .addOption(withDefault('--optimizer <name>', optimizerChoices.join(', '), parseChoice(optimizerChoices), 'adam'))
    .option('--optimizer-options <numbers>', 'its other options, such as beta1=0.8,epsilon=1e-7')
    .option('--lr <rate>', `learning rate (default: ${rates})`, parseLearningRate)
    .option(
      '--schedule <name>',
      `of the learning rate, by epochs: ${scheduleChoices.join(', ')}, with their options, such as stepDecay:every=10,factor=0.5`,
      parseNamed(scheduleChoices, 'stepDecay:every=10,factor=0.5'),
    )
    .option(
      '--loss <name>',
      `${lossChoices.join(', ')} (default: by the task)`,
      parseNamed(lossChoices, 'huber:delta=2'),
    )
    .option('--l2 <amount>', 'add amount / 2 times the sum of all squared weights', parseAmount(...amounts.l2))
    .option('--clip-norm <norm>', 'shorten longer gradients to this norm', parseAmount(...amounts.clipNorm))
    .option('--clip-value <size>', 'cut numbers of the gradient to this size', parseAmount(...amounts.clipValue))
    .option('--class-weights <weights>', 'balanced, or how much classes count, such as ill=3')
    .option('--metrics <names>', `measured after each epoch: ${metricChoices.join(', ')}`, parseChoices(metricChoices))
    .option(
      '--early-stopping <epochs>',
      'stop after so many epochs without improvement, and take the best',
      parseWhole(...wholeNumbers.earlyStopping),
    )
    .option(
      '--monitor <number>',
      'what has to improve: cost, testCost, metrics.NAME or testMetrics.NAME; with a --split in three validationCost or validationMetrics.NAME',
    )
    .addOption(
      withDefault(
        '--seed <number>',
        'of the split, the weights and the batches',
        parseWhole(...wholeNumbers.seed),
        '1',
      ),
    );
}

function addRunOptions(command: Command): void {
  command
    .option('--preset <name>', `settings of the course: ${presetNames.join(', ')}`, parseChoice(presetNames))
    .option('--config <file>', "settings from a JSON or YAML file, such as a run's config.json")
    .option('--print-schema', 'print the JSON Schema of such a file, for editors')
    .option('--out <folder>', 'the run folder (default: runs/NAME-OF-THE-DATA)')
    .option('--resume <run>', 'go on with an interrupted run; a larger --epochs extends one')
    .addOption(
      withDefault('--checkpoint-every <seconds>', 'how often to save it meanwhile', parseAmount('from 0 up', 10), '10'),
    )
    .option(
      '--print-cost <epochs>',
      'print the cost every so many epochs, with all its digits',
      parseWhole(...wholeNumbers.printCost),
    )
    .option('--no-report', 'write neither report.html nor MODEL_CARD.md')
    .option('--stream', 'leave a CSV on the disk, as is done from 256 MB on')
    .option('--explain', 'show the data and the network, and train nothing')
    .option('--dry-run', 'check all and show the settings, and train nothing')
    .option('--json', 'JSON Lines on stdout instead of the report');
}

/** An option whose default is given, and shown in the help, as one would type it. */
function withDefault(flags: string, description: string, parse: (text: string) => unknown, text: string): Option {
  return new Option(flags, description).argParser(parse).default(parse(text), text);
}
