/** Damaged files of every format: a sentence, or a model that can be used; never a fault. */
import { relu, softmax } from '@keepdims/activations';
import { fromRows, tabular } from '@keepdims/data';
import { dense, network } from '@keepdims/models';
import { randomState } from '@keepdims/random';
import { Dice, edit, mutate } from '@keepdims/tooling-testing';
import type { Mutation } from '@keepdims/tooling-testing';
import { expect, test } from 'vitest';
import { CliError } from '../errors.js';
import { exportFormats } from '../export/exportFormats.js';
import type { SavedModel } from '../run/savedModel.js';
import { modelJSON } from '../run/savedModel.js';
import { importModel } from './importModel.js';

const files = 2000;

/** A number of the file's texts that is another one. */
const digit: Mutation = (bytes, dice) =>
  edit(bytes, (copy) => {
    const digits = [...copy.keys()].filter((i) => copy[i] !== undefined && copy[i] >= 48 && copy[i] < 58);
    copy[dice.pick(digits) ?? 0] = dice.pick([...Buffer.from('0123456789-e}"')]);
  });

test.each(['onnx', 'safetensors', 'npz', 'json'] as const)('%s', async (format) => {
  const rows = Array.from({ length: 12 }, (_, i) => ({
    a: i % 5,
    b: i % 3 === 0 ? 'x' : 'y',
    kind: ['u', 'v', 'w'][i % 3],
  }));
  const preprocessing = tabular.fit(fromRows(rows), { target: 'kind' });
  const net = network(preprocessing.featureNames.length, dense(3, relu, { batchNorm: true }), dense(3, softmax));
  const model: SavedModel = { net, params: net.initialize(randomState(1)), preprocessing };
  const content = await exportFormats[format].contentOf(model);
  const bytes = typeof content === 'string' ? Uint8Array.from(Buffer.from(content)) : content;
  const dice = new Dice(8);
  const faults = new Map<string, number>();
  let refused = 0;
  for (let i = 0; i < files; i++) {
    const damaged = mutate(bytes, dice, [], [digit]);
    try {
      const read = importModel(damaged, 'm', {});
      modelJSON(read, read);
    } catch (error) {
      if (error instanceof CliError || (error instanceof Error && error.name === 'FormatError')) refused++;
      else faults.set(String(error), 1 + (faults.get(String(error)) ?? 0));
    }
  }
  expect([...faults]).toEqual([]);
  expect(refused).toBeGreaterThan(files / 4);
});
