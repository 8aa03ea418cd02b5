import { closestName } from '@keepdims/shapes';
import { CommanderError } from 'commander';
import * as v from 'valibot';
import { CliError } from '../errors.js';
import { explainCommanderError } from '../explainCommanderError.js';
import { shownJSON } from '../render/shownJSON.js';
import { optionOf, parseTrainOptions, settingNames, typedSettings } from './trainRequest.js';
import type { TrainSettings } from './trainRequest.js';
import type { TrainOptions } from './trainOptionList.js';
import { otherSchemas, settingSchemas } from './trainSchema.js';

/** What a configuration file says. */
export interface FileSettings {
  readonly data: string | undefined;
  readonly settings: Partial<TrainSettings>;
}

/**
 * Settings as a JSON or YAML file has them: each under the name of its option in camelCase.
 *
 * @param json - Such as the content of a run's config.json, of which what isn't a setting is passed over. A null counts as absent.
 * @param path - Of the file, for messages.
 * @param where - Where in the file a setting stands, for messages. Default: the path.
 * @throws CliError naming the file and the setting that is unknown or wrong.
 */
export function settingsFromJSON(
  json: Readonly<Record<string, unknown>>,
  path: string,
  where: (name: string) => string = () => path,
): FileSettings {
  const given = Object.entries(json).filter(([, value]) => value !== null);
  let settings: Partial<TrainSettings> = {};
  for (const [key, value] of given) {
    const name = settingNames.find((known) => known === key);
    if (name === undefined) {
      checkOther(key, value, where(key));
      continue;
    }
    check(key, value, settingSchemas[name], where(key));
    settings = { ...settings, ...parsed(name, value, where(key)) };
  }
  if (settings.split !== undefined && settings.validation !== undefined) {
    throw new CliError(
      `${where('split')}: split and validation both say which rows are kept apart; leave one of them out.`,
    );
  }
  return { data: dataOf(json.data), settings };
}

function checkOther(key: string, value: unknown, where: string): void {
  const other = Object.entries(otherSchemas).find(([name]) => name === key);
  if (other !== undefined) {
    check(key, value, other[1], where);
    return;
  }
  const meant = meantSetting(key);
  const advice = meant === undefined ? `there are data, ${settingNames.join(', ')}.` : `did you mean ${meant}?`;
  throw new CliError(`${where}: there is no setting ${JSON.stringify(key)}; ${advice}`);
}

/** The nearest setting to a name that is none, which may be written as the option is: `early-stopping`, `no-header`. */
function meantSetting(key: string): string | undefined {
  const name = key.replace(/[-_]/g, '');
  const negated = ['header', 'stratify'].find((setting) => name.toLowerCase() === `no${setting}`);
  return negated === undefined ? closestName(name, ['data', ...settingNames]) : `${negated}: false`;
}

function check(name: string, value: unknown, schema: v.GenericSchema, where: string): void {
  const { issues } = v.safeParse(schema, value);
  if (issues !== undefined) throw refusal(name, value, issues[0].message, where);
}

function refusal(name: string, value: unknown, rule: string, where: string): CliError {
  return new CliError(`${where}: ${name} ${shownJSON(value, 60)}: ${rule}.`);
}

/** The value as the command line reads it. */
function parsed(name: keyof TrainSettings, value: unknown, where: string): Partial<TrainSettings> {
  try {
    const command = parseTrainOptions(wordsOf(name, value));
    return typedSettings(command.opts<TrainOptions>(), command);
  } catch (error) {
    const explained = error instanceof CommanderError ? explainCommanderError(error) : undefined;
    if (explained === undefined) throw error;
    const [, rule] = /^--[\w-]+ .*?: (.*)\.$/s.exec(explained.message) ?? [];
    throw rule === undefined ? new CliError(`${where}: ${explained.message}`) : refusal(name, value, rule, where);
  }
}

function dataOf(data: unknown): string | undefined {
  const source = typeof data === 'object' && data !== null && 'source' in data ? data.source : data;
  return typeof source === 'string' ? source : undefined;
}

/** How one would type a setting that fits its schema. */
export function wordsOf(name: keyof TrainSettings, value: unknown): string[] {
  const option = optionOf(name);
  if (value === true) return [option];
  if (value === false) return name === 'stratify' || name === 'header' ? [`--no-${name}`] : [];
  const text = Array.isArray(value) ? value.join(',') : String(value);
  if (text === '') return name === 'hidden' ? [option, 'none'] : [];
  return [`${option}=${text}`];
}
