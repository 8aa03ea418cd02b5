/** What the command line reaches on real files, beside scikit-learn's MLP with the same rows, numbers, layers, optimizer and epochs. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { writeNpz } from '@keepdims/formats';
import { afterAll, describe, expect, test } from 'vitest';
import { parseTrainWords } from '../../src/commands/trainRequest.js';
import { evaluate } from '../../src/model/evaluate.js';
import { planTraining } from '../../src/model/runTraining.js';
import { trainNetwork } from '../../src/model/trainNetwork.js';
import { realCases, seeds } from './cases.js';
import type { RealCase } from './cases.js';

const folder = mkdtempSync(join(tmpdir(), 'keepdims-real-'));
afterAll(() => rmSync(folder, { recursive: true }));

const golden = JSON.parse(readFileSync('test/realData/scikitLearn.json', 'utf8')) as {
  readonly results: Readonly<Record<string, readonly number[] | undefined>>;
};

/** scikit-learn draws its weights so; ours would be He's without it. */
const sameInitializer = ['--initializer', 'glorotUniform'];

/** Where the arrays go that scikit-learn is given; undefined but when its results are made again. */
const arrays = process.env.KEEPDIMS_ARRAYS;
const described: object[] = [];

interface Result {
  readonly task: 'regression' | 'classification';
  /** Of the rows kept apart: R² or accuracy. */
  readonly score: number;
  /** What always predicting the mean, or the most frequent class, comes to. */
  readonly baseline: number;
}

async function train({ name, options }: RealCase, path: string, seed: number): Promise<Result> {
  const words = ['train', path, ...options.split(' '), ...sameInitializer, '--seed', String(seed)];
  const config = parseTrainWords(words);
  const { data, plan } = await planTraining(config);
  const { signal } = new AbortController();
  const trained = await trainNetwork(config, data, plan, { signal, onEpoch: () => undefined });
  const evaluation = evaluate(data, trained);
  if (arrays !== undefined && data.test !== undefined) {
    const bytes = writeNpz({ X: data.train.X, Y: data.train.Y, XTest: data.test.X, YTest: data.test.Y });
    writeFileSync(join(arrays, `${name}-${seed}.npz`), bytes);
    if (seed === 1) {
      const { task } = data;
      const { hidden, epochs } = config;
      described.push({ name, task, hidden, epochs, seeds, batchSize: plan.batchSize, learningRate: plan.learningRate });
    }
  }
  if (evaluation.task === 'regression') {
    return { task: 'regression', score: evaluation.test?.r2 ?? NaN, baseline: evaluation.baseline.r2 ?? NaN };
  }
  return { task: 'classification', score: evaluation.testAccuracy ?? NaN, baseline: evaluation.baselineAccuracy };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The standard error of the mean. */
function standardError(values: readonly number[]): number {
  const center = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - center) ** 2)) / (values.length - 1));
}

const rows: string[] = [];

describe('as good as scikit-learn, within three standard errors, or better', () => {
  test.each(realCases.map((one) => [one.name, one] as const))('%s', async (name, one) => {
    const path = join(folder, basename(one.file, '.gz'));
    writeFileSync(path, gunzipSync(readFileSync(one.file)));
    const results: Result[] = [];
    for (const seed of seeds) results.push(await train(one, path, seed));
    const scores = results.map(({ score }) => score);
    const theirs = golden.results[name] ?? [];
    const differences = scores.map((score, i) => score - (theirs[i] ?? NaN));
    const [difference, error] = [mean(differences), standardError(differences)];
    const digits = (value: number): string => value.toFixed(3);
    const cells = [
      name,
      results[0]?.task === 'regression' ? 'R²' : 'accuracy',
      digits(mean(results.map(({ baseline }) => baseline))),
      digits(mean(scores)),
      digits(mean(theirs)),
      `${difference < 0 ? '−' : '+'}${digits(Math.abs(difference))} ± ${digits(error)}`,
    ];
    rows.push(`| ${cells.join(' | ')} |`);
    if (arrays === undefined) expect(difference).toBeGreaterThanOrEqual(-3 * error);
  });

  test('the table of docs/real-data.md', () => {
    if (arrays !== undefined) writeFileSync(join(arrays, 'cases.json'), JSON.stringify(described));
    const text = readFileSync('../../docs/real-data.md', 'utf8');
    // Prettier aligns the columns.
    const written = text.split('\n').map((line) => line.replace(/ +/g, ' '));
    expect(rows).toHaveLength(realCases.length);
    expect(written).toEqual(expect.arrayContaining(rows));
  });
});
