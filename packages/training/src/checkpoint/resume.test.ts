/** A training that goes on from a checkpoint gives, bit for bit, what it would have given without a break. */
import { createHash } from 'node:crypto';
import { elu, relu, sigmoid, softmax, tanh } from '@keepdims/activations';
import { binaryCrossEntropy, categoricalCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam, gradientDescent, momentum, optimizers, stepDecay, warmup } from '@keepdims/optimizers';
import type { Optimizer } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { describe, expect, it } from 'vitest';
import { accuracy, checkpointFromBytes, checkpointParams, checkpointToBytes, fit, logLoss, train } from '../index.js';
import type { Checkpoint, History } from '../index.js';

const rs = randomState(7);
const net = network(
  3,
  dense(6, tanh, { dropout: 0.3 }),
  dense(5, relu, { batchNorm: true, dropout: 0.2 }),
  dense(1, sigmoid),
);
const X = rs.randn(3, 23);
const Y = np.greater(np.sum(X, { axis: 0, keepDims: true }), 0).astype('float64');
const everything = {
  X,
  Y,
  loss: binaryCrossEntropy,
  batchSize: 8, // 8, 8 and 7
  seed: 11,
  l2: 1e-3,
  clip: { norm: 1 },
  classWeights: 'balanced',
  schedule: warmup({ epochs: 1.5, then: stepDecay({ every: 3, factor: 0.5 }) }),
  metrics: [accuracy, logLoss],
  validation: { X: rs.randn(3, 9), Y: np.ones([1, 9]) },
  earlyStopping: { monitor: 'validationMetrics.logLoss', patience: 50 },
} as const;

/** Its checkpoints as files, the last one from the end, and what it gives. */
function training(options: object): {
  files: Uint8Array[];
  checkpoints: Checkpoint[];
  history: History;
  result: string;
} {
  const files: Uint8Array[] = [];
  const checkpoints: Checkpoint[] = [];
  const save = (checkpoint: Checkpoint): void => {
    checkpoints.push(checkpoint);
    files.push(checkpointToBytes(checkpoint));
  };
  const { history, params } = fit(net, { ...everything, ...options, checkpoint: { everySteps: 1, save } } as never);
  const flat = (params as readonly object[]).flatMap((layer) => Object.values(layer) as np.NDArray[]);
  return { files, checkpoints, history, result: bits(flat) };
}

function bits(arrays: readonly np.NDArray[]): string {
  return arrays.map((a) => digest(new Uint8Array(Float64Array.from(np.contiguousData(a)).buffer))).join(' ');
}

/** Of a file; two that differ would fill pages. */
function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function restored(file: Uint8Array | undefined): Checkpoint {
  return checkpointFromBytes(file ?? new Uint8Array());
}

describe.each(Object.entries(optimizers))('%s', (_, make) => {
  const optimizer = make();

  it('train(6) = train(3) and resume(3), with dropout, batch norm, mini-batches, schedule, early stopping', () => {
    const whole = training({ optimizer, epochs: 6 });
    const half = training({ optimizer, epochs: 3 });
    const rest = training({ optimizer, epochs: 6, resume: restored(half.files.at(-1)) });
    expect(half.files).toHaveLength(9);
    expect(rest.files.map(digest)).toEqual(whole.files.slice(9).map(digest));
    expect(rest.history).toEqual(whole.history);
    expect(rest.result).toEqual(whole.result);
  });

  it('goes on inside an epoch', () => {
    const whole = training({ optimizer, epochs: 3 });
    for (const step of [1, 5]) {
      const state = whole.checkpoints[step - 1]?.state;
      expect([state?.steps, state?.step]).toEqual([step, step % 3]);
      const rest = training({ optimizer, epochs: 3, resume: restored(whole.files[step - 1]) });
      expect(rest.files.map(digest)).toEqual(whole.files.slice(step).map(digest));
      expect([rest.history, rest.result]).toEqual([whole.history, whole.result]);
    }
  });
});

/** The last checkpoint's bytes, which hold all there is. */
function lastFile(anyNet: typeof net, options: object): Uint8Array {
  let last: Checkpoint | undefined;
  const save = (checkpoint: Checkpoint): void => void (last = checkpoint);
  fit(anyNet, { ...options, checkpoint: { every: 1000, save } } as never);
  if (last === undefined) throw new Error('nothing was saved');
  return checkpointToBytes(last);
}

describe('other trainings', () => {
  const classes = np.equal(np.array([[0], [1], [2]]), rs.randint(0, 3, [1, 23])).astype('float64');
  const plain: Optimizer = { ...momentum(), update: momentum().update }; // put together from parts: steps go through the public functions
  const three = network(3, dense(4, elu, { dropout: 0.5, batchNorm: { momentum: 0.5 } }), dense(3, softmax));
  const float32 = (seed: number) => net.initialize(randomState(seed), { dtype: 'float32' });
  it.each<[string, unknown, object]>([
    ['full batches', net, { optimizer: adam(), loss: binaryCrossEntropy, Y }],
    ['float32', net, { optimizer: adam(), loss: binaryCrossEntropy, Y, batchSize: 5, initialParams: float32(3) }],
    ['steps of public functions', net, { optimizer: plain, loss: binaryCrossEntropy, Y, batchSize: 5 }],
    [
      'three classes',
      three,
      { optimizer: gradientDescent(), loss: categoricalCrossEntropy, Y: classes, batchSize: 10, metrics: [accuracy] },
    ],
  ])('%s', (_, anyNet, options) => {
    const common = { X, seed: 4, ...options };
    const whole = lastFile(anyNet as typeof net, { ...common, epochs: 7 });
    const half = lastFile(anyNet as typeof net, { ...common, epochs: 4 });
    expect(digest(lastFile(anyNet as typeof net, { ...common, epochs: 7, resume: restored(half) }))).toBe(
      digest(whole),
    );
  });

  it('in train, that waits for save, and breaks off by the signal', async () => {
    const options = { ...everything, optimizer: adam(), epochs: 5 } as const;
    const abort = new AbortController();
    let last: Checkpoint | undefined;
    let saving = 0;
    const save = async (checkpoint: Checkpoint): Promise<void> => {
      expect(++saving).toBe(1); // one after the other
      await new Promise((resolve) => setTimeout(resolve, 1));
      saving--;
      last = checkpoint;
    };
    const onStep = ({ epoch, step }: { epoch: number; step: number }): void => {
      if (epoch === 3 && step === 2) abort.abort();
    };
    for await (const record of train(net, { ...options, checkpoint: { save }, onStep, signal: abort.signal }))
      void record;
    expect([last?.state.epoch, last?.state.step]).toEqual([2, 2]);
    const { params, history } = fit(net, { ...options, ...(last === undefined ? {} : { resume: last }) });
    const whole = fit(net, options);
    expect(history).toEqual(whole.history);
    expect(params.map(({ W }) => W.toArray())).toEqual(whole.params.map(({ W }) => W.toArray()));
    await expect(
      train(net, { ...options, checkpoint: { save: () => Promise.reject(new Error('disk full')) } }).next(),
    ).rejects.toThrow('disk full');
    expect(() => fit(net, { ...options, checkpoint: { save } })).toThrow(
      "fit(net, options): checkpoint.save returned a promise, which fit can't wait for. Use train, or do without a promise.",
    );
  });

  it.each([
    ['before the first step', 0, 0],
    ['between two epochs', 2, 3],
    ['in the last step of an epoch', 2, 3],
    ['inside an epoch', 1, 2],
  ])('goes on after the signal was aborted %s', (when, epoch, step) => {
    const options = { ...everything, optimizer: adam(), epochs: 4 } as const;
    const signal = { aborted: epoch === 0 };
    let last: Checkpoint | undefined;
    fit(net, {
      ...options,
      signal,
      checkpoint: { every: 1000, save: (checkpoint) => void (last = checkpoint) },
      callbacks: [
        (record) => void (when === 'between two epochs' && record.epoch === epoch && (signal.aborted = true)),
      ],
      onStep: (at) => {
        if (when !== 'between two epochs' && at.epoch === epoch && at.step === step) signal.aborted = true;
      },
    });
    if (last === undefined) throw new Error('nothing was saved');
    const whole = fit(net, options);
    const rest = fit(net, { ...options, resume: checkpointFromBytes(checkpointToBytes(last)) });
    expect(rest.history).toEqual(whole.history);
    expect(rest.params.map(({ W }) => W.toArray())).toEqual(whole.params.map(({ W }) => W.toArray()));
  });

  it('early stopping stops where it would have, and a stopped training stays so', () => {
    const options = {
      ...everything,
      optimizer: adam({ learningRate: 0.1 }),
      epochs: 60,
      earlyStopping: { patience: 4 },
    } as const;
    const whole = fit(net, options);
    expect(whole.stoppedBy).toBe('earlyStopping');
    const saved: Checkpoint[] = [];
    const short = {
      ...options,
      epochs: whole.history.cost.length - 2,
      checkpoint: { save: (c: Checkpoint) => void saved.push(c) },
    };
    fit(net, short);
    for (const checkpoint of [saved.at(-1), saved[1]]) {
      if (checkpoint === undefined) throw new Error('nothing was saved');
      const rest = fit(net, { ...options, resume: checkpoint, checkpoint: short.checkpoint });
      expect([rest.history, rest.bestEpoch, rest.stoppedBy]).toEqual([whole.history, whole.bestEpoch, 'earlyStopping']);
      expect(rest.params.map(({ W }) => W.toArray())).toEqual(whole.params.map(({ W }) => W.toArray()));
    }
    const stopped = saved.at(-1);
    if (stopped === undefined) throw new Error('nothing was saved');
    const again = fit(net, { ...options, epochs: 80, resume: stopped });
    expect(again.history).toEqual(whole.history);
    const best = checkpointParams(net, stopped, { best: true });
    expect(best[0].W.toArray()).toEqual(whole.params[0].W.toArray());
    // More patience: it goes on.
    const patient = fit(net, {
      ...options,
      epochs: whole.history.cost.length + 3,
      earlyStopping: { patience: 60 },
      resume: stopped,
    });
    expect(patient.history.cost).toHaveLength(whole.history.cost.length + 3);
  });
});
