import * as v from 'valibot';
import {
  amounts,
  dataFormats,
  hiddenActivations,
  initializerChoices,
  metricChoices,
  optimizerChoices,
  regressionOutputs,
  wholeNumbers,
} from '../model/trainConfig.js';
import { rules } from '../options.js';
import type { AmountRule } from '../options.js';
import type { TrainSettings } from './trainRequest.js';

// A setting is written as a value of JSON, or as the text that one would type. What such a text must be, its option knows.

const word = (words: readonly string[]) => v.picklist(words, rules.oneOf(words));

const whole = ([least, most, example]: readonly [number, number, number]) => {
  const rule = rules.whole(least, most, example);
  return v.pipe(v.number(rule), v.integer(rule), v.minValue(least, rule), v.maxValue(most, rule));
};

const above0 = (rule: string) => v.pipe(v.number(rule), v.gtValue(0, rule));

const amount = ([rule, example]: readonly [AmountRule, number]) => {
  const text = rules.amount(rule, example);
  return rule === 'above 0' ? above0(text) : v.pipe(v.number(text), v.minValue(0, text));
};

const text = (rule: string) => v.string(rule);

const column = (rule: string) => v.union([v.string(), v.number()], rule);
const columns = v.union([v.array(column(rules.names)), column(rules.names)], rules.names);

const unitsRule = rules.hidden('this');
const units = v.pipe(
  v.number(unitsRule),
  v.integer(unitsRule),
  v.minValue(1, unitsRule),
  v.maxValue(10_000, unitsRule),
);
const unitShare = v.pipe(v.number(rules.dropout), v.minValue(0, rules.dropout), v.ltValue(1, rules.dropout));
const rowShare = v.pipe(v.number(rules.split), v.gtValue(0, rules.split), v.ltValue(1, rules.split));
const heldShare = v.pipe(v.number(), v.minValue(0, rules.validation), v.maxValue(0.9, rules.validation));
const batch = v.pipe(v.number(), v.integer(rules.batch), v.minValue(1, rules.batch));

const named = 'it must be a name and its numbers as one text, such as name:first=1,second=2';

/** What a configuration file may say of each setting. */
export const settingSchemas = {
  format: word(dataFormats),
  labels: text('it must be the name of a file'),
  header: v.boolean('it must be true or false'),
  skipLines: whole(wholeNumbers.skipLines),
  imageSize: text(rules.imageSize),
  grayscale: v.boolean('it must be true or false'),
  target: column('it must be the name of a column'),
  task: word(['regression', 'classification']),
  features: columns,
  ignore: columns,
  categorical: columns,
  validation: v.union([heldShare, v.string()], rules.validation),
  split: v.union(
    [v.pipe(v.array(rowShare), v.minLength(2, rules.split), v.maxLength(3, rules.split)), v.string()],
    rules.split,
  ),
  stratify: v.union([v.string(), v.boolean()], 'it must be the name of a column, true or false'),
  hidden: v.union([v.array(units), units, v.string()], unitsRule),
  activation: word(hiddenActivations),
  initializer: word(initializerChoices),
  output: word(regressionOutputs),
  dropout: v.union([v.array(unitShare), unitShare, v.string()], rules.dropout),
  batchNorm: v.boolean('it must be true or false'),
  epochs: whole(wholeNumbers.epochs),
  batch: v.union([batch, v.literal('full')], rules.batch),
  optimizer: word(optimizerChoices),
  optimizerOptions: text('it must be numbers by name as one text, such as beta1=0.8,epsilon=1e-7'),
  lr: above0(rules.learningRate),
  schedule: text(named),
  loss: text(named),
  l2: amount(amounts.l2),
  clipNorm: amount(amounts.clipNorm),
  clipValue: amount(amounts.clipValue),
  classWeights: text('it must be balanced, or weights by class as one text, such as ill=3'),
  metrics: v.union([v.array(word(metricChoices)), v.string()], rules.oneOf(metricChoices)),
  earlyStopping: whole(wholeNumbers.earlyStopping),
  monitor: text('it must be cost, testCost, validationCost, or metrics.NAME and the like'),
  seed: whole(wholeNumbers.seed),
  printCost: whole(wholeNumbers.printCost),
} satisfies Record<keyof TrainSettings, v.GenericSchema>;

/** What such a file may say besides: the data, and what a run's config.json records without it being a setting. */
export const otherSchemas = {
  $schema: v.string('it must be the address of the schema, as a text'),
  schemaVersion: v.literal(1, 'it must be 1; a newer keepdims may read this file'),
  data: v.union(
    [v.string(), v.looseObject({ source: v.string() })],
    'it must be the name of a file or of a bundled data set',
  ),
  columns: v.array(v.string(), 'it must be a list of names'),
  outputActivation: v.string('it must be a name'),
  versions: v.record(v.string(), v.string(), 'it must be names and versions'),
};

/** A file for `train --config`, each entry being optional. */
export const trainFileSchema = v.strictObject({
  ...v.partial(v.object(otherSchemas)).entries,
  ...v.partial(v.object(settingSchemas)).entries,
});
