import { Command } from 'commander';
import { CliError } from '../errors.js';
import { presets } from '../model/presets.js';
import type { TrainConfig } from '../model/trainConfig.js';
import { addTrainOptions } from './trainOptionList.js';
import type { RunOptions, TrainOptions } from './trainOptionList.js';

/** What decides a training, its data apart. */
export type TrainSettings = Omit<TrainConfig, 'data'>;

/** Every setting, in the order that config.json has them; the type keeps the list complete. */
export const settingNames = Object.keys({
  format: 1,
  labels: 1,
  header: 1,
  skipLines: 1,
  imageSize: 1,
  grayscale: 1,
  target: 1,
  task: 1,
  features: 1,
  ignore: 1,
  categorical: 1,
  validation: 1,
  split: 1,
  stratify: 1,
  hidden: 1,
  activation: 1,
  initializer: 1,
  output: 1,
  dropout: 1,
  batchNorm: 1,
  epochs: 1,
  batch: 1,
  optimizer: 1,
  optimizerOptions: 1,
  lr: 1,
  schedule: 1,
  loss: 1,
  l2: 1,
  clipNorm: 1,
  clipValue: 1,
  classWeights: 1,
  metrics: 1,
  earlyStopping: 1,
  monitor: 1,
  seed: 1,
  printCost: 1,
} satisfies Record<keyof TrainSettings, 1>) as (keyof TrainSettings)[]; // the object's own keys

/** What was asked of `train`. */
export interface TrainRequest {
  /** What was typed, or else stands in the configuration file. */
  readonly data: string | undefined;
  /** Typed; else of the file, of the preset, or the default. */
  readonly settings: TrainSettings;
  /** Those that were typed. */
  readonly typed: Partial<TrainSettings>;
  readonly run: RunOptions;
}

/**
 * What a command line asks for.
 *
 * @param command - It knows which options were typed.
 * @param file - What the configuration file says.
 */
export function requestOf(
  data: string | undefined,
  options: TrainOptions,
  command: Command,
  file: { readonly data?: string | undefined; readonly settings: Partial<TrainSettings> } = { settings: {} },
): TrainRequest {
  const typed = typedSettings(options, command);
  if (typed.split !== undefined && typed.validation !== undefined) {
    throw new CliError('--split and --validation both say which rows are kept apart; leave one of them out.');
  }
  const preset = options.preset === undefined ? {} : presets[options.preset];
  return {
    data: data ?? file.data,
    settings: settingsOf([options, preset, file.settings, typed].reduce(laidOver)),
    typed,
    run: options,
  };
}

/** Settings of which the later win; --split and --validation replace one another. */
export function laidOver(below: Partial<TrainSettings>, above: Partial<TrainSettings>): Partial<TrainSettings> {
  const { validation, split, ...others } = below;
  const isDecided = above.validation !== undefined || above.split !== undefined;
  return { ...others, ...(isDecided ? {} : { validation, split }), ...above };
}

/** The configuration that `keepdims train …` would have: `words` begin with `train`. */
export function parseTrainWords(words: readonly string[]): TrainConfig {
  const command = parseTrainOptions(words.slice(1));
  const { data = '', settings } = requestOf(command.args[0], command.opts<TrainOptions>(), command);
  return { data, ...settings };
}

/** `clipNorm` is --clip-norm. */
export function optionOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Read the words behind `train`. @throws CommanderError */
export function parseTrainOptions(words: readonly string[]): Command {
  const quiet = { writeOut: () => undefined, writeErr: () => undefined, outputError: () => undefined };
  return addTrainOptions(new Command('train')).exitOverride().configureOutput(quiet).parse(words, { from: 'user' });
}

/** The settings that were typed. */
export function typedSettings(options: TrainOptions, command: Command): Partial<TrainSettings> {
  const names = settingNames.filter((name) => command.getOptionValueSource(name) === 'cli');
  return Object.fromEntries(names.map((name) => [name, options[name]]));
}

/** All settings and nothing else, in their order. */
export function settingsOf(given: Partial<TrainSettings>): TrainSettings {
  const ordered = Object.fromEntries(settingNames.map((name) => [name, given[name]]));
  // What has no default may be undefined.
  return { ...ordered, ignore: given.ignore ?? [], categorical: given.categorical ?? [] } as unknown as TrainSettings;
}
