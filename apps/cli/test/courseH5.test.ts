/**
 * The course's image files: h5wasm writes files of noise such as the course's, and the trainings on them give the costs that its NumPy code
 * gives (examples/course/golden.py).
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import h5, { FS } from 'h5wasm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepdims, temporaryFolder } from './keepdims.js';

const folder = temporaryFolder();

interface GoldenImages {
  readonly every: number;
  readonly steps: number;
  readonly costs: readonly number[];
  readonly trainRight: number;
  readonly testRight: number;
}
const golden = JSON.parse(
  readFileSync(new URL('../../../examples/course/golden.json', import.meta.url), 'utf8'),
) as Record<string, GoldenImages>;

type Data = Uint8Array | BigInt64Array;
type Sets = Readonly<Record<string, readonly [data: Data, shape: number[], dtype: string]>>;

/** Write an HDF5 file. */
function writeH5(name: string, sets: Sets): void {
  const file = new h5.File('written.h5', 'w');
  for (const [set, [data, shape, dtype]] of Object.entries(sets))
    file.create_dataset({ name: set, data, shape, dtype });
  file.close();
  if (FS === null) throw new Error('h5wasm is not ready');
  writeFileSync(join(folder.path, name), FS.readFile('written.h5'));
  FS.unlink('written.h5');
}

/** Small images, all of one grey. */
function small(part: string, m: number, size = 4): Sets {
  const x = new Uint8Array(m * size * size * 3).map((_, i) => Math.floor(i / (size * size * 3)) * 20);
  const y = BigInt64Array.from({ length: m }, (_, i) => BigInt(i % 2));
  return { [`${part}_set_x`]: [x, [m, size, size, 3], '<B'], [`${part}_set_y`]: [y, [m], '<q'] };
}

beforeAll(async () => {
  await h5.ready;
  const state = randomState(0);
  for (const [part, m] of [
    ['train', 209],
    ['test', 50],
  ] as const) {
    const x = Uint8Array.from(np.contiguousData(state.randint(0, 256, [m * 64 * 64 * 3])));
    const y = BigInt64Array.from(np.contiguousData(state.randint(0, 2, [m])), BigInt);
    writeH5(`${part}_catvnoncat.h5`, {
      [`${part}_set_x`]: [x, [m, 64, 64, 3], '<B'],
      [`${part}_set_y`]: [y, [m], '<q'],
    });
  }
});
afterAll(folder.remove);

const files = ['train_catvnoncat.h5', '--validation', 'test_catvnoncat.h5', '--format', 'course-h5'];

describe.each(['logistic', 'shallow', 'deep'])('train --preset course-%s', (name) => {
  const wanted = golden[name];
  if (wanted === undefined) throw new Error(`golden.json has no ${name}`);
  const { every, steps, costs, trainRight, testRight } = wanted;
  const words = ['--epochs', `${steps}`, '--print-cost', `${every}`, '--out', name];

  test("prints NumPy's costs with all digits, and how many images are right", () => {
    const { code, out } = keepdims(folder.path, ['train', ...files, '--preset', `course-${name}`, ...words]);
    expect(code).toBe(0);
    const printed = [...out.matchAll(/^ +([\d,]+) {2}(0\.\d{10,})$/gm)];
    expect(printed.map(([, step]) => Number(step?.replace(',', '')))).toEqual(costs.map((_, i) => i * every));
    printed.forEach(([, , cost], i) => expect(Math.abs(Number(cost) - (costs[i] ?? NaN))).toBeLessThan(1e-9));
    expect(out).toMatch(new RegExp(`^right +${testRight} of 50 +${trainRight} of 209 `, 'm'));
    expect(out).toContain('209 to train on, 50 of test_catvnoncat.h5 to test on');
    expect(out).toContain(`keepdims predict ${name} NEW.h5`);
  });

  test('records the choices, both files, and every cost', () => {
    const read = (file: string): string => readFileSync(join(folder.path, name, file), 'utf8');
    const config = JSON.parse(read('config.json'));
    expect(config).toMatchObject({
      format: 'course-h5',
      epochs: steps,
      batch: 'full',
      seed: 1,
      optimizer: 'gradientDescent',
      lr: name === 'logistic' ? 0.005 : 0.0075,
      hidden: { logistic: [], shallow: [7], deep: [20, 7, 5] }[name],
      initializer: { logistic: 'zeros', shallow: 'randomNormal', deep: 'scaledNormal' }[name],
      validation: 'test_catvnoncat.h5',
      data: { rows: 259, validation: { source: 'test_catvnoncat.h5', sha256: expect.stringMatching(/^[\da-f]{64}$/) } },
    });
    expect(read('metrics.jsonl').trimEnd().split('\n')).toHaveLength(steps);
  });
});

test('without a second file, a preset trains on all images', () => {
  writeH5('tiny.h5', small('train', 12, 2));
  const { code, out } = keepdims(folder.path, ['train', 'tiny.h5', '--preset', 'course-logistic', '--out', 'tiny']);
  expect(code).toBe(0);
  const printed = [...out.matchAll(/^ +([\d,]+) {2}\d\.\d+$/gm)].map(([, step]) => Number(step?.replace(',', '')));
  expect(printed).toEqual(Array.from({ length: 20 }, (_, i) => 100 * i));
  expect(out).toContain('all 12 to train on');
});

test('predict reads such a file too', () => {
  const { code, out } = keepdims(folder.path, ['predict', 'logistic', 'test_catvnoncat.h5']);
  expect(code).toBe(0);
  expect(out).toMatch(/^label,probability\n(?:[01],0?\.?\d+(?:e-\d+)?\n){50}$/);
});

test('files that are none of the course, or do not belong together, end with 2 and one sentence', () => {
  writeH5('a.h5', small('train', 4, 2));
  writeH5('b.h5', small('test', 4, 3));
  const refusals = {
    'a.h5 --validation b.h5':
      'b.h5: its images are 3 by 3 by 3, but those of a.h5 are 2 by 2 by 3; name two files of one set.',
    'b.h5 --validation a.h5':
      'b.h5 has no dataset train_set_x, which --format course-h5 reads beside train_set_y; it holds test_set_x, test_set_y.',
    'a.h5 --validation none.h5':
      'There is no file none.h5; check the path, or name a bundled data set: sacramento, breast-cancer, digits, iris, wine, penguins.',
  };
  const entries = readdirSync(folder.path);
  for (const [words, message] of Object.entries(refusals)) {
    const { code, out, err } = keepdims(folder.path, ['train', ...words.split(' '), '--preset', 'course-deep']);
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: `${message}\n` });
  }
  expect(readdirSync(folder.path)).toEqual(entries);
});
