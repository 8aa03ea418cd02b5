import { identity, sigmoid, tanh } from '@keepdims/activations';
import { binaryCrossEntropy, meanSquaredError } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam, gradientDescent } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import { afterEpoch, nothingSeen } from './earlyStopping.js';
import type { StoppingRule } from './earlyStopping.js';
import { accuracy, fit, train } from './index.js';
import type { EpochRecord, StepRecord } from './index.js';

const rs = randomState(5);
const net = network(2, dense(12, tanh), dense(1, sigmoid));
const X = rs.randn(2, 30);
const Y = rs.randint(0, 2, [1, 30]).astype('float64'); // nothing to learn: validation gets worse soon
const validation = { X: rs.randn(2, 30), Y: rs.randint(0, 2, [1, 30]).astype('float64') };
const common = {
  X,
  Y,
  loss: binaryCrossEntropy,
  optimizer: adam({ learningRate: 0.05 }),
  epochs: 200,
  seed: 1,
} as const;

describe('early stopping', () => {
  it('stops after patience epochs without improvement, and gives the best parameters back', () => {
    const records: EpochRecord[] = [];
    const { params, history, stoppedBy, bestEpoch } = fit(net, {
      ...common,
      validation,
      earlyStopping: { patience: 5 },
      callbacks: [(record) => records.push(record)],
    });
    const costs = history.validationCost ?? [];
    const lowest = Math.min(...costs);
    expect(stoppedBy).toBe('earlyStopping');
    expect(bestEpoch).toBe(costs.indexOf(lowest) + 1);
    expect(costs).toHaveLength(costs.indexOf(lowest) + 1 + 5);
    expect(net.cost(params, validation.X, validation.Y, binaryCrossEntropy)).toBe(lowest);
    expect(records.map(({ improved }) => improved)).toEqual(
      costs.map((cost, i) => cost < Math.min(Infinity, ...costs.slice(0, i))),
    );
  });

  it('leaves the last parameters with restoreBest: false; the best are restored at the end of all epochs too', () => {
    const last = fit(net, { ...common, validation, earlyStopping: { patience: 5, restoreBest: false } });
    expect(net.cost(last.params, validation.X, validation.Y, binaryCrossEntropy)).toBe(
      last.history.validationCost?.at(-1),
    );
    const patient = fit(net, { ...common, epochs: 40, validation, earlyStopping: { patience: 1000 } });
    expect([patient.stoppedBy, patient.history.cost.length]).toEqual(['epochs', 40]);
    expect(net.cost(patient.params, validation.X, validation.Y, binaryCrossEntropy)).toBe(
      Math.min(...(patient.history.validationCost ?? [])),
    );
  });

  it('watches a metric, whose better may be higher', () => {
    const { history, bestEpoch = 0 } = fit(net, {
      ...common,
      epochs: 60,
      metrics: [accuracy],
      earlyStopping: { monitor: 'metrics.accuracy', patience: 60 },
    });
    const accuracies = history.metrics?.accuracy ?? [];
    expect(bestEpoch).toBe(accuracies.indexOf(Math.max(...accuracies)) + 1);
    expect(bestEpoch).toBeGreaterThan(1);
  });

  it('is the same in train, whose last value is the result', async () => {
    const options = { ...common, validation, earlyStopping: { patience: 5 } };
    const running = train(net, options);
    let turn = await running.next();
    let epochs = 0;
    for (; turn.done !== true; turn = await running.next()) epochs++;
    const { params, history, ...rest } = fit(net, options);
    expect(epochs).toBe(history.cost.length);
    expect(turn.value.history).toEqual(history);
    expect(turn.value.params[0].W.toArray()).toEqual(params[0].W.toArray());
    expect(turn.value).toMatchObject(rest);
  });

  it.each<[string, Partial<StoppingRule>, number[], [number, number, number]]>([
    ['lower is better', {}, [3, 2, 2, 1, 5], [4, 1, 1]],
    ['higher is better', { better: 'higher' }, [3, 4, 2, 4], [2, 4, 2]],
    ['less than minDelta is no improvement', { minDelta: 0.5 }, [3, 2.6, 2.5, 2.4, 1.9], [4, 2.4, 1]],
    ['NaN never is', {}, [NaN, 3, NaN], [2, 3, 1]],
    ['nor is Infinity after Infinity', {}, [Infinity, Infinity, 7], [3, 7, 0]],
    ['nothing but NaN', {}, [NaN, NaN], [0, NaN, 2]],
  ])('%s', (_, part, costs, [bestEpoch, bestValue, waited]) => {
    const rule: StoppingRule = {
      monitor: 'cost',
      better: 'lower',
      patience: 9,
      minDelta: 0,
      restoreBest: true,
      ...part,
    };
    const state = costs.reduce((before, cost, i) => afterEpoch(rule, before, { epoch: i + 1, cost }), nothingSeen);
    expect(state).toEqual({ bestEpoch, bestValue, waited });
  });
});

describe('callbacks', () => {
  it("'stop' ends the training after its epoch; all are called", () => {
    const seen: number[] = [];
    const { history, stoppedBy } = fit(net, {
      ...common,
      callbacks: [({ epoch }) => (epoch === 3 ? 'stop' : undefined), ({ epoch }) => seen.push(epoch)],
    });
    expect(history.cost).toHaveLength(3);
    expect(stoppedBy).toBe('callback');
    expect(seen).toEqual([1, 2, 3]);
    expect(fit(net, { ...common, epochs: 2, callbacks: [() => 'stop please' as never] }).stoppedBy).toBe('epochs');
  });

  it('may be asynchronous in train, which waits, but not in fit', async () => {
    const events: string[] = [];
    const wait = async ({ epoch }: { epoch: number }) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      events.push(`callback ${epoch}`);
      return epoch === 2 ? 'stop' : undefined;
    };
    for await (const { epoch } of train(net, { ...common, callbacks: [wait] })) events.push(`record ${epoch}`);
    expect(events).toEqual(['callback 1', 'record 1', 'callback 2', 'record 2']);
    expect(() => fit(net, { ...common, callbacks: [wait] })).toThrow(
      new TypeError(
        "fit(net, options): callbacks[0] returned a promise, which fit can't wait for. Use train, or do without a promise.",
      ),
    );
  });

  it('what they throw ends the training', async () => {
    const callbacks = [() => { throw new Error('enough'); }]; // prettier-ignore
    expect(() => fit(net, { ...common, callbacks })).toThrow('enough');
    const later = [() => Promise.reject(new Error('later'))];
    await expect(train(net, { ...common, callbacks: later }).next()).rejects.toThrow('later');
  });

  it('onStep is told every step, with the mean cost of an epoch in its costs', () => {
    const steps: StepRecord[] = [];
    const { history } = fit(net, { ...common, epochs: 2, batchSize: 8, onStep: (step) => steps.push(step) });
    expect(steps.map(({ epoch, step, steps: all }) => [epoch, step, all])).toEqual(
      [1, 2].flatMap((epoch) => [1, 2, 3, 4].map((step) => [epoch, step, 4])),
    );
    const mean = steps.slice(0, 4).reduce((sum, { cost }, i) => sum + (cost * (i < 3 ? 8 : 6)) / 30, 0);
    expect(history.cost[0]).toBeCloseTo(mean, 14); // the last batch is short
  });
});

describe('signal', () => {
  it('inside an epoch: the epochs before count', () => {
    const abort = new AbortController();
    const records: EpochRecord[] = [];
    const { params, history, stoppedBy } = fit(net, {
      ...common,
      batchSize: 8,
      signal: abort.signal,
      callbacks: [(record) => records.push(record)],
      onStep: ({ epoch, step }) => { if (epoch === 3 && step === 2) abort.abort(); },
    }); // prettier-ignore
    expect([history.cost.length, stoppedBy]).toEqual([2, 'signal']);
    expect(params).toBe(records[1]?.params);
  });

  it('aborted before: nothing happens', () => {
    const initialParams = net.initialize(randomState(8));
    const { params, history, stoppedBy } = fit(net, { ...common, initialParams, signal: AbortSignal.abort() });
    expect([params, history.cost, stoppedBy]).toEqual([initialParams, [], 'signal']);
  });

  it('aborted by the consumer of train', async () => {
    const abort = new AbortController();
    let epochs = 0;
    for await (const record of train(net, { ...common, signal: abort.signal })) {
      epochs = record.epoch;
      if (epochs === 4) abort.abort();
    }
    expect(epochs).toBe(4);
  });
});

it('a network of one output and no hidden layer stops where it has learnt the line', () => {
  const line = network(1, dense(1, identity));
  const { params, stoppedBy } = fit(line, {
    X: np.array([[-1, 0, 1]]), Y: np.array([[-3, -1, 1]]), loss: meanSquaredError, optimizer: gradientDescent({ learningRate: 0.3 }),
    epochs: 1e4, callbacks: [({ cost }) => (cost < 1e-20 ? 'stop' : undefined)],
  }); // prettier-ignore
  expect(stoppedBy).toBe('callback');
  expect(params[0].W.item()).toBeCloseTo(2, 9);
});
