import { Command, CommanderError } from 'commander';
import { CliError } from '../errors.js';
import { explainCommanderError } from '../explainCommanderError.js';
import { presets } from '../model/presets.js';
import type { TrainConfig } from '../model/trainConfig.js';
import { addTrainOptions } from './trainOptionList.js';
import type { RunOptions, TrainOptions } from './trainOptionList.js';

/** What decides a training, its data apart. */
export type TrainSettings = Omit<TrainConfig, 'data'>;

/** Every setting, in the order that config.json has them; the type keeps the list complete. */
const settingNames = Object.keys({
  format: 1,
  target: 1,
  task: 1,
  features: 1,
  ignore: 1,
  categorical: 1,
  validation: 1,
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
// prettier-ignore

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
  const preset = options.preset === undefined ? {} : presets[options.preset];
  return {
    data: data ?? file.data,
    settings: settingsOf({ ...options, ...preset, ...file.settings, ...typed }),
    typed,
    run: options,
  };
}

/** The configuration that `keepdims train …` would have: `words` begin with `train`. */
export function parseTrainWords(words: readonly string[]): TrainConfig {
  const command = parse(words.slice(1));
  const { data = '', settings } = requestOf(command.args[0], command.opts<TrainOptions>(), command);
  return { data, ...settings };
}

/**
 * Settings as a JSON file has them: each under the name of its option in camelCase, its value as one would type it.
 *
 * @param json - Such as the content of a run's config.json, of which what isn't a setting is passed over.
 * @param path - Of the file, for messages.
 * @throws CliError naming the file and the setting that is unknown or wrong.
 */
export function settingsFromJSON(
  json: Readonly<Record<string, unknown>>,
  path: string,
): { readonly data: string | undefined; readonly settings: Partial<TrainSettings> } {
  const words: string[] = [];
  for (const [key, value] of Object.entries(json)) {
    if (passedOver.includes(key)) continue;
    const name = settingNames.find((known) => known === key);
    if (name === undefined) {
      throw new CliError(
        `${path}: there is no setting ${JSON.stringify(key)}; there are data, ${settingNames.join(', ')}.`,
      );
    }
    words.push(...wordsOf(name, value, path));
  }
  try {
    const command = parse(words);
    return { data: dataOf(json.data, path), settings: typedSettings(command.opts<TrainOptions>(), command) };
  } catch (error) {
    const explained = error instanceof CommanderError ? explainCommanderError(error) : undefined;
    throw explained === undefined ? error : new CliError(`${path}: ${explained.message}`);
  }
}

/** What config.json has besides settings. */
const passedOver: readonly string[] = ['schemaVersion', 'data', 'columns', 'outputActivation', 'versions'];

function dataOf(data: unknown, path: string): string | undefined {
  const source = typeof data === 'object' && data !== null && 'source' in data ? data.source : data;
  if (source === undefined || typeof source === 'string') return source;
  throw new CliError(`${path}: data must be the name of a file or of a bundled data set.`);
}

/** How one would type a setting. */
function wordsOf(name: keyof TrainSettings, value: unknown, path: string): string[] {
  const option = optionOf(name);
  if (value === null) return [];
  if (name === 'batchNorm') {
    if (typeof value !== 'boolean') throw new CliError(`${path}: batchNorm must be true or false.`);
    return value ? [option] : [];
  }
  const list = Array.isArray(value) ? value : [value];
  if (!list.every((item) => typeof item === 'string' || typeof item === 'number')) {
    throw new CliError(`${path}: ${name} must be written as behind ${option}, as a text, a number or a list of such.`);
  }
  const text = list.join(',');
  if (text === '') return name === 'hidden' ? [option, 'none'] : [];
  return [`${option}=${text}`];
}

/** `clipNorm` is --clip-norm. */
export function optionOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function parse(words: readonly string[]): Command {
  const quiet = { writeOut: () => undefined, writeErr: () => undefined, outputError: () => undefined };
  return addTrainOptions(new Command('train')).exitOverride().configureOutput(quiet).parse(words, { from: 'user' });
}

function typedSettings(options: TrainOptions, command: Command): Partial<TrainSettings> {
  const names = settingNames.filter((name) => command.getOptionValueSource(name) === 'cli');
  return Object.fromEntries(names.map((name) => [name, options[name]]));
}

/** All settings and nothing else, in their order. */
export function settingsOf(given: Partial<TrainSettings>): TrainSettings {
  const ordered = Object.fromEntries(settingNames.map((name) => [name, given[name]]));
  // What has no default may be undefined.
  return { ...ordered, ignore: given.ignore ?? [], categorical: given.categorical ?? [] } as unknown as TrainSettings;
}
