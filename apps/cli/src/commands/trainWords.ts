import type { JSONObject } from '../run/runConfig.js';
import { wordsOf } from './settingsFromJSON.js';
import { parseTrainOptions, settingNames } from './trainRequest.js';
import type { TrainOptions } from './trainOptionList.js';

/**
 * The words of a `train` command that asks for what a run's config.json says; what is so anyway is left out.
 *
 * @param data - As it would be typed.
 * @returns Such as `['train', 'houses.csv', '--target', 'price', '--lr', '0.003']`.
 */
export function trainWords(config: JSONObject, data: string): string[] {
  const defaults = parseTrainOptions([]).opts<TrainOptions>();
  const words = settingNames.flatMap((name) => {
    const value = config[name];
    const isUsual = value === undefined || value === null || JSON.stringify(value) === JSON.stringify(defaults[name]);
    // How often a cost is printed decides nothing.
    return isUsual || name === 'printCost' ? [] : wordsOf(name, value).flatMap(apart);
  });
  return ['train', data, ...words];
}

/** `--lr=0.1` as two words, unless the second would look like an option. */
function apart(word: string): string[] {
  const [, option, value] = /^(--[\w-]+)=([^-].*)$/s.exec(word) ?? [];
  return option === undefined || value === undefined ? [word] : [option, value];
}
