import { binaryCrossEntropy } from '@keepdims/losses';
import { logisticRegression } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import { accuracy, fit, train } from './index.js';
import type { EpochRecord } from './index.js';

const rs = randomState(1);
const net = logisticRegression(4);
const X = rs.randn(4, 300);
const Y = np.greater(np.sum(X, { axis: 0, keepDims: true }), 0).astype('float64');
const options = {
  X,
  Y,
  loss: binaryCrossEntropy,
  optimizer: adam(),
  epochs: 6,
  batchSize: 32,
  seed: 3,
  metrics: [accuracy],
} as const;

async function collect(records: AsyncIterable<EpochRecord>): Promise<EpochRecord[]> {
  const all = [];
  for await (const record of records) all.push(record);
  return all;
}

describe('train', () => {
  it("gives fit's numbers, epoch by epoch", async () => {
    const records = await collect(train(net, { ...options, validation: { X, Y } }));
    const { params, history } = fit(net, { ...options, validation: { X, Y } });
    expect(records.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(records.map(({ cost }) => cost)).toEqual(history.cost);
    expect(records.map(({ validationCost }) => validationCost)).toEqual(history.validationCost);
    expect(records.map(({ metrics }) => metrics?.accuracy)).toEqual(history.metrics?.accuracy);
    expect(records.at(-1)?.params[0]?.W.toArray()).toEqual(params[0].W.toArray());
  });

  it('stops when the consumer leaves', async () => {
    let epochs = 0;
    const running = train(net, { ...options, epochs: 1e6, callbacks: [() => epochs++] });
    for await (const { epoch } of running) if (epoch === 2) break;
    expect(epochs).toBe(2);
    expect(await running.next()).toEqual({ done: true, value: undefined });
  });

  it('lets timers run, also within a long epoch, and stops there when the signal is aborted', async () => {
    const abort = new AbortController();
    let ticks = 0;
    const timer = setInterval(() => {
      if (++ticks === 3) abort.abort();
    }, 5);
    const began = Date.now();
    // Single examples: an epoch of 100,000 steps takes seconds, so the signal must act inside of it.
    const long = { X: rs.randn(4, 100_000), Y: np.ones([1, 100_000]) };
    const records = await collect(train(net, { ...options, ...long, batchSize: 1, epochs: 50, signal: abort.signal }));
    clearInterval(timer);
    expect(ticks).toBeGreaterThanOrEqual(3);
    expect(records).toEqual([]);
    expect(Date.now() - began).toBeLessThan(2000);
  });

  it('lets timers run where there is no setImmediate, as in browsers', async () => {
    const { setImmediate } = globalThis;
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    try {
      Reflect.deleteProperty(globalThis, 'setImmediate');
      for await (const { epoch } of train(net, { ...options, epochs: 1e6 })) if (epoch > 1 && ticks >= 3) break;
    } finally {
      globalThis.setImmediate = setImmediate;
      clearInterval(timer);
    }
    expect(ticks).toBeGreaterThanOrEqual(3);
  });

  it('checks its options at the call', () => {
    expect(() => train(net, { ...options, epochs: 0 })).toThrow(
      new RangeError('train(net, options): epochs must be an integer, 1 or more, but is 0.'),
    );
  });

  it('fails where it diverges', async () => {
    const start = [{ W: np.full([1, 4], NaN), b: np.zeros([1, 1]) }] as const;
    await expect(collect(train(net, { ...options, initialParams: start }))).rejects.toThrow(
      "train: training diverged at step 1 (epoch 1): layer 1's W holds NaN at [0, 0]. Begin with parameters that are finite.",
    );
  });
});
