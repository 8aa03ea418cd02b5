import type { OpenedData } from '../data/openData.js';
import { CliError } from '../errors.js';
import { plainText } from '../render/plainText.js';
import type { TrainConfig } from './trainConfig.js';

/**
 * Refuse --features, --ignore and --categorical that contradict each other or themselves.
 *
 * @throws CliError naming the column and the options.
 */
export function checkColumnOptions(config: TrainConfig, data: OpenedData): void {
  const { features = [], ignore, categorical } = config;
  const twice = features.find((name, i) => features.indexOf(name) !== i);
  if (twice !== undefined) throw new CliError(`--features names column ${plainText(twice)} twice; name it once.`);
  const both = features.find((name) => ignore.includes(name));
  if (both !== undefined) {
    throw new CliError(
      `Column ${plainText(both)} is in --features and in --ignore; take it out of one of the two lists.`,
    );
  }
  const target = config.target ?? data.target;
  if (target !== undefined && categorical.includes(target)) {
    throw new CliError(
      `Column ${plainText(target)} is the target, so --categorical cannot name it; --task classification takes its values for classes.`,
    );
  }
}
