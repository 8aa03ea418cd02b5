import { Command } from 'commander';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { trainJSONSchema } from './trainJSONSchema.js';
import { addTrainOptions } from './trainOptionList.js';
import { parseTrainWords, settingNames } from './trainRequest.js';
import { settingSchemas, trainFileSchema } from './trainSchema.js';

test('the published schema is the one that files are checked by; vitest --update writes it', async () => {
  await expect(`${JSON.stringify(trainJSONSchema(), undefined, 2)}\n`).toMatchFileSnapshot('../../train.schema.json');
});

test('every option of train is a setting of the schema, unless it says how to go about the training', () => {
  const ofTheRun = [
    'preset',
    'config',
    'printSchema',
    'out',
    'resume',
    'checkpointEvery',
    'explain',
    'dryRun',
    'json',
    'report',
    'stream',
  ];
  const options = new Set(addTrainOptions(new Command()).options.map((option) => option.attributeName()));
  expect(Object.keys(settingSchemas)).toEqual(settingNames);
  expect([...options].filter((name) => !ofTheRun.includes(name)).sort()).toEqual([...settingNames].sort());
});

test('what the command line resolves fits the schema', () => {
  for (const words of [
    'train a.csv',
    'train a.csv --split 0.5,0.3,0.2 --hidden none --batch full --metrics f1 --stratify b',
  ]) {
    const config: unknown = JSON.parse(JSON.stringify(parseTrainWords(words.split(' '))));
    expect(v.safeParse(trainFileSchema, config).issues).toBeUndefined();
  }
});

test('a file with an unknown setting does not fit it', () => {
  expect(v.safeParse(trainFileSchema, { learningRate: 1 }).success).toBe(false);
  expect(trainJSONSchema()).toMatchObject({
    additionalProperties: false,
    required: [],
    properties: { stratify: { description: expect.stringContaining('keep the proportions') as unknown } },
  });
});
