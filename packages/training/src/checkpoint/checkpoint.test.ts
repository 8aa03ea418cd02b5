import { relu, sigmoid, tanh } from '@keepdims/activations';
import { tabular, readCsv } from '@keepdims/data';
import { binaryCrossEntropy, meanSquaredError } from '@keepdims/losses';
import { dense, logisticRegression, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam, cosineDecay, defineSchedule, gradientDescent } from '@keepdims/optimizers';
import { randomState } from '@keepdims/random';
import { describe, expect, it, vi } from 'vitest';
import { accuracy, checkpointFromBytes, checkpointParams, checkpointToBytes, fit } from '../index.js';
import type { Checkpoint } from '../index.js';

const rs = randomState(1);
const net = network(2, dense(4, tanh, { dropout: 0.2 }), dense(1, sigmoid));
const X = rs.randn(2, 10);
const Y = np.greater(np.slice(X, [0, 1]), 0).astype('float64');
const options = { X, Y, loss: binaryCrossEntropy, optimizer: adam(), batchSize: 4, seed: 7 } as const;

/** The checkpoints of a training. */
function saved(when: { every?: number; everySteps?: number; everySeconds?: number }, more: object = {}): Checkpoint[] {
  const checkpoints: Checkpoint[] = [];
  const save = (checkpoint: Checkpoint) => void checkpoints.push(checkpoint);
  fit(net, { ...options, epochs: 5, checkpoint: { ...when, save }, ...more });
  return checkpoints;
}

function only(checkpoints: readonly Checkpoint[]): Checkpoint {
  const [checkpoint] = checkpoints;
  if (checkpoint === undefined || checkpoints.length > 1) throw new Error(`${checkpoints.length} checkpoints`);
  return checkpoint;
}

const checkpoint = only(saved({ every: 5 }));

describe('when', () => {
  it.each<[string, { every?: number; everySteps?: number; everySeconds?: number }, [number, number][]]>([
    ['after every epoch', {}, [[1, 0], [2, 0], [3, 0], [4, 0], [5, 0]]],
    ['after every second epoch, and at the end', { every: 2 }, [[2, 0], [4, 0], [5, 0]]],
    ['after every fourth step, and at the end', { everySteps: 4 }, [[1, 1], [2, 2], [4, 0], [5, 0]]],
    ['after so many seconds as it never takes: only at the end', { everySeconds: 1e9 }, [[5, 0]]],
    ['both', { every: 2, everySteps: 7 }, [[2, 0], [2, 1], [4, 0], [4, 2], [5, 0]]],
  ])('%s', (_, when, expected) => {
    expect(saved(when).map(({ state }) => [state.epoch, state.step])).toEqual(expected);
  }); // prettier-ignore

  it('when so many seconds have passed, by the clock', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      // A step takes two seconds.
      const onStep = () => void vi.setSystemTime(Date.now() + 2000);
      const moments = (everySeconds: number) =>
        saved({ everySeconds }, { onStep, epochs: 3 }).map(({ state }) => state.steps);
      expect(moments(0)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(moments(4)).toEqual([2, 4, 6, 8, 9]);
      expect(moments(5)).toEqual([3, 6, 9]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('where a callback ends it', () => {
    const callbacks = [({ epoch }: { epoch: number }) => (epoch === 3 ? 'stop' : undefined)];
    expect(saved({ every: 2 }, { callbacks }).map(({ state }) => state.epoch)).toEqual([2, 3]);
  });
});

describe('what', () => {
  it('is plain data that nothing changes later', () => {
    const [first] = saved({});
    if (first === undefined) throw new Error('nothing was saved');
    const before = checkpointToBytes(first);
    const posted = structuredClone(first);
    expect(checkpointToBytes(posted)).toEqual(before);
    fit(net, { ...options, epochs: 3, resume: first });
    expect(checkpointToBytes(first)).toEqual(before);
  });

  it('has parameters, the optimizer, the stream of random numbers, the history, the setup', () => {
    const { state, arrays } = only(saved({ every: 5 }, { metrics: [accuracy], earlyStopping: { patience: 9 } }));
    expect(state).toMatchObject({
      format: 'keepdims-checkpoint',
      version: 1,
      epoch: 5,
      step: 0,
      steps: 15,
      optimizerStep: 15,
    });
    expect(state.random.key).toHaveLength(624);
    expect(Object.keys(arrays).sort()).toEqual(
      ['best', 'optimizer.firstMoment', 'optimizer.secondMoment', 'params']
        .flatMap((prefix) => ['0.W', '0.b', '1.W', '1.b'].map((name) => `${prefix}.${name}`))
        .concat('best.value', 'history.cost', 'history.metrics.accuracy')
        .sort(),
    );
    const middle = saved({ everySteps: 5 }, { metrics: [accuracy] })[0];
    expect(Object.keys(middle?.arrays ?? {}).filter((name) => name.startsWith('epoch.'))).toEqual([
      'epoch.order',
      'epoch.cost',
      'epoch.outputs',
    ]);
    expect(middle?.arrays['epoch.outputs']?.shape).toEqual([1, 8]);
  });

  it('has the preprocessing as JSON, which goes on from checkpoint to checkpoint', () => {
    const preprocessing = tabular.fit(readCsv('a,b\n1,2\n2,3\n'));
    const first = only(
      saved(
        { every: 9 },
        { checkpoint: { every: 9, preprocessing, save: (c: Checkpoint) => void kept.push(c) } },
      ).concat(kept),
    );
    expect(first.state.preprocessing).toEqual(JSON.parse(JSON.stringify(preprocessing)));
    const second = only(saved({ every: 9 }, { epochs: 6, resume: first }));
    expect(second.state.preprocessing).toEqual(first.state.preprocessing);
  });
  const kept: Checkpoint[] = [];
});

describe('bytes', () => {
  const bytes = checkpointToBytes(checkpoint);

  it('come back with the same bits, also those of costs that are not finite', () => {
    expect(checkpointToBytes(checkpointFromBytes(bytes))).toEqual(bytes);
    expect(checkpointFromBytes(bytes)).toEqual(checkpoint);
    const odd = {
      ...checkpoint,
      arrays: {
        ...checkpoint.arrays,
        'history.cost': { shape: [4], data: Float64Array.of(NaN, Infinity, -0, 5e-324) },
      },
    };
    const { data } = checkpointFromBytes(checkpointToBytes(odd)).arrays['history.cost'] ?? {};
    expect([...(data ?? [])]).toEqual([NaN, Infinity, -0, 5e-324]);
  });

  it('may be those of a Buffer, which are left alone', () => {
    const file = Buffer.from(bytes);
    expect(checkpointFromBytes(file)).toEqual(checkpoint);
    expect(checkpointFromBytes(file)).toEqual(checkpoint);
  });

  it('every byte that changes is noticed', () => {
    for (let at = 0; at < bytes.length; at += 97) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(() => checkpointFromBytes(damaged), `byte ${at}`).toThrow(/^checkpointFromBytes\(bytes\): /);
    }
    const damaged = bytes.slice();
    damaged.fill(0, bytes.length - 8);
    const message = (start: string, length: number) =>
      new RegExp(
        `^checkpointFromBytes\\(bytes\\): ${start}: its check sum is [0-9a-f]{8}, but its ${length} bytes give [0-9a-f]{8}\\. Take another copy, or an earlier checkpoint\\.$`,
      );
    const cut = bytes.slice(0, -1);
    expect(() => checkpointFromBytes(damaged)).toThrow(message('the checkpoint is damaged or cut off', bytes.length));
    expect(() => checkpointFromBytes(cut)).toThrow(message('the checkpoint is damaged or cut off', cut.length));
    expect(() => checkpointFromBytes(damaged)).toThrow(expect.objectContaining({ name: 'FormatError', offset: 0 }));
  });

  it('others are refused', () => {
    const none =
      "checkpointFromBytes(bytes): these bytes are no checkpoint: they don't begin as checkpointToBytes writes them. Give the whole file that it made.";
    for (const other of [new Uint8Array(), new Uint8Array(100)]) {
      expect(() => checkpointFromBytes(other)).toThrow(expect.objectContaining({ name: 'FormatError', message: none }));
    }
    expect(() => checkpointFromBytes('file' as never)).toThrow(
      new TypeError('checkpointFromBytes(bytes): bytes must be a Uint8Array, but is string.'),
    );
    const newer = { ...checkpoint, state: { ...checkpoint.state, version: 2 } };
    expect(() => checkpointToBytes(newer as never)).toThrow(
      new TypeError(
        'checkpointToBytes(checkpoint): checkpoint must be a checkpoint of this version, as checkpoint.save got it or checkpointFromBytes gives it.',
      ),
    );
  });
});

describe('resume', () => {
  const resume =
    (anyNet: unknown, more: object, from: Checkpoint = checkpoint) =>
    () =>
      fit(anyNet as typeof net, { ...options, epochs: 9, resume: from, ...more });

  it.each<[string, unknown]>([
    ['it has 2 inputs, this one 3', network(3, dense(4, tanh), dense(1, sigmoid))],
    ['it has 2 layers, this one 1', logisticRegression(2)],
    ['its layer 1 has units 4, this one 5', network(2, dense(5, tanh, { dropout: 0.2 }), dense(1, sigmoid))],
    ['its layer 1 has activation tanh, this one relu', network(2, dense(4, relu, { dropout: 0.2 }), dense(1, sigmoid))],
    ['its layer 1 has dropout 0.2, this one 0', network(2, dense(4, tanh), dense(1, sigmoid))],
    [
      'its layer 1 has batchNorm none, this one momentum 0.9, epsilon 0.00001',
      network(2, dense(4, tanh, { dropout: 0.2, batchNorm: true }), dense(1, sigmoid)),
    ],
  ])('another network: %s', (difference, other) => {
    const more = { X: rs.randn((other as typeof net).nX, 10) };
    expect(resume(other, more)).toThrow(
      new RangeError(
        `fit(net, options): the checkpoint is of another network: ${difference}. Resume with the network that it was made with, or leave resume out to begin anew.`,
      ),
    );
    expect(() => checkpointParams(other as typeof net, checkpoint)).toThrow(
      new RangeError(
        `checkpointParams(net, checkpoint): the checkpoint is of another network: ${difference}. Give the network that it was made with.`,
      ),
    );
  });

  it.each<[string, object]>([
    ['batchSize was 4 and is 5', { batchSize: 5 }],
    ['batchSize was 4 and is full; seed was 7 and is 0', { batchSize: 'full', seed: 0 }],
    [
      'optimizer was adam (learningRate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-8) and is gradientDescent (learningRate 0.01)',
      { optimizer: gradientDescent() },
    ],
    ['loss was binaryCrossEntropy and is meanSquaredError', { loss: meanSquaredError }],
    ['l2 was 0 and is 0.1; clip was none and is norm 1', { l2: 0.1, clip: { norm: 1 } }],
    ['schedule was none and is cosineDecay (epochs 9, floor 0)', { schedule: cosineDecay({ epochs: 9 }) }],
    ['classWeights was none and is [1, 2]', { classWeights: [1, 2] }],
    ['metrics was [] and is [accuracy]', { metrics: [accuracy] }],
    ['validation was false and is true', { validation: { X, Y } }],
    ['earlyStopping was none and is monitor cost, restoreBest true', { earlyStopping: { patience: 3 } }],
    ['the number of examples was 10 and is 9', { X: X.slice(':', [0, 9]), Y: Y.slice(':', [0, 9]) }],
  ])('other options: %s', (difference, more) => {
    expect(resume(net, more)).toThrow(
      new RangeError(
        `fit(net, options): the checkpoint is of a training with other options: ${difference}. ` +
          'Resume with the same options, or begin anew from its parameters: initialParams: checkpointParams(net, checkpoint).',
      ),
    );
  });

  it('other examples of the same shape', () => {
    const [x, y] = [checkpoint.state.data.X, checkpoint.state.data.Y];
    expect([x, y].every((sum) => /^[0-9a-f]{8}$/.test(sum))).toBe(true);
    const [otherX, otherY] = [np.multiply(X, 2), np.subtract(1, Y)];
    const sums = only(saved({ every: 5 }, { X: otherX, Y: otherY })).state.data;
    const rule = 'fit(net, options): the checkpoint is of a training on other examples:';
    const remedy =
      'Resume with the same examples in the same order and dtype, or begin anew from its parameters: ' +
      'initialParams: checkpointParams(net, checkpoint).';
    const [atX, atY] = [`X had the check sum ${x} and has ${sums.X}`, `Y had the check sum ${y} and has ${sums.Y}`];
    expect(resume(net, { X: otherX })).toThrow(new RangeError(`${rule} ${atX}. ${remedy}`));
    expect(resume(net, { X: otherX, Y: otherY })).toThrow(new RangeError(`${rule} ${atX}; ${atY}. ${remedy}`));
    expect(resume(net, { Y: otherY })).toThrow(new RangeError(`${rule} ${atY}. ${remedy}`));
    // How the numbers lie in memory doesn't matter.
    expect(resume(net, { X: X.T().copy().T(), epochs: 5 })).not.toThrow();
  });

  it('a schedule of its own formula', () => {
    const schedule = (rate: number) => defineSchedule('mine', (t) => rate ** t, { rate });
    const whole = fit(net, { ...options, epochs: 8, schedule: schedule(0.5) });
    const middle = checkpointFromBytes(checkpointToBytes(only(saved({ every: 5 }, { schedule: schedule(0.5) }))));
    const rest = fit(net, { ...options, epochs: 8, schedule: schedule(0.5), resume: middle });
    expect(rest.params[0].W.toArray()).toEqual(whole.params[0].W.toArray());
    expect(resume(net, { schedule: schedule(0.25) }, middle)).toThrow(
      'schedule was mine (rate 0.5) and is mine (rate 0.25)',
    );
  });

  it('fewer epochs than there were', () => {
    expect(resume(net, { epochs: 4 })).toThrow(
      new RangeError(
        'fit(net, options): the checkpoint has 5 epochs, but epochs, which counts them all, is 4. Give a larger one.',
      ),
    );
    expect(resume(net, { epochs: 5 })().history.cost).toHaveLength(5);
    const middle = saved({ everySteps: 4 })[1];
    expect(resume(net, { epochs: 2 }, middle)).toThrow(
      'fit(net, options): the checkpoint has 2 epochs and 2 steps, but epochs, which counts them all, is 2. Give a larger one.',
    );
  });

  it('another dtype', () => {
    const initialParams = net.initialize(randomState(1), { dtype: 'float32' });
    const single = only(saved({ every: 5 }, { initialParams }));
    expect(resume(net, {}, single)).toThrow(
      new RangeError(
        "fit(net, options): the checkpoint's parameters are float32, but those of this training would be float64. " +
          'Give initialParams of the same dtype as the first time: checkpointParams(net, checkpoint) would fit.',
      ),
    );
    expect(
      fit(net, { ...options, epochs: 6, resume: single, initialParams: checkpointParams(net, single) }).params[0].W
        .dtype,
    ).toBe('float32');
  });

  it('a checkpoint without an array', () => {
    const { 'params.1.b': _, ...arrays } = checkpoint.arrays;
    expect(resume(net, {}, { ...checkpoint, arrays })).toThrow(
      new RangeError("fit(net, options): the checkpoint has no array 'params.1.b'. Resume from a whole one."),
    );
  });
});

describe('checkpointParams', () => {
  it('gives the parameters, and the best ones', () => {
    const { params } = fit(net, { ...options, epochs: 5 });
    expect(checkpointParams(net, checkpoint).map(({ W }) => W.toArray())).toEqual(params.map(({ W }) => W.toArray()));
    expect(() => checkpointParams(net, checkpoint, { best: true })).toThrow(
      new RangeError(
        'checkpointParams(net, checkpoint): the checkpoint has no best parameters: only early stopping that restores them keeps them. Leave best out.',
      ),
    );
    expect(() => checkpointParams(net, {} as never)).toThrow(
      new TypeError(
        'checkpointParams(net, checkpoint): checkpoint must be a checkpoint of this version, as checkpoint.save got it or checkpointFromBytes gives it.',
      ),
    );
  });
});
