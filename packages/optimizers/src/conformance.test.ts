/** What every optimizer must satisfy, whichever files lie in ./definitions. */
import { readdirSync } from 'node:fs';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { describe, expect, test } from 'vitest';
import { optimizerByName, optimizers, type OptimizerState } from './index.js';

const all = Object.entries(optimizers);

/** Elements in row-major order, whatever the strides. */
const numbers = (a: NDArray): number[] => [...np.contiguousData(a)];

/** Two layers, as a network has them, and a loose array. */
const makeParams = () => ({
  layers: [
    {
      W: np.array([
        [1, -2, 3],
        [0.5, 0.25, -4],
      ]),
      b: np.array([[0.1], [-0.2]]),
    },
    { W: np.array([[2, -1]]), b: np.array([[0.3]]) },
  ],
  temperature: np.array(1.5),
});
const makeGrads = () => ({
  layers: [
    {
      W: np.array([
        [0.1, 0.2, -0.3],
        [1, -2, 0],
      ]),
      b: np.array([[-0.5], [0.75]]),
    },
    { W: np.array([[3, -0.01]]), b: np.array([[-1]]) },
  ],
  temperature: np.array(-0.25),
});
type Params = ReturnType<typeof makeParams>;

const leaves = ({ layers, temperature }: Params): number[] => [
  ...layers.flatMap(({ W, b }) => [...numbers(W), ...numbers(b)]),
  temperature.item(),
];
const stateNumbers = (state: OptimizerState<Params>): number[] => [
  state.step,
  ...Object.values(state.slots).flatMap(leaves),
];

test('file, export and name agree, and every file is exported', () => {
  const files = readdirSync(new URL('./definitions', import.meta.url)).filter((file) => !file.includes('.test'));
  expect(Object.keys(optimizers)).toEqual(files.map((file) => file.replace(/\.ts$/, '')).sort());
  for (const [name, factory] of all) {
    expect(factory.name).toBe(name);
    expect(factory().name).toBe(name);
    expect(factory.reference).not.toBe('');
    expect(optimizerByName(name).options).toEqual(factory().options);
  }
});

describe.each(all)('%s', (name, factory) => {
  const operation = `${name}.update(params, grads, state)`;

  test('known steps', () => {
    expect(factory.knownSteps.length).toBeGreaterThan(0);
    for (const { options, start, gradients, weights } of factory.knownSteps) {
      const optimizer = optimizerByName(name, options);
      let params = { w: np.array([[start]]) };
      let state = optimizer.init(params);
      gradients.forEach((gradient, i) => {
        ({ params, state } = optimizer.update(params, { w: np.array([[gradient]]) }, state));
        expect(params.w.item()).toBeCloseTo(weights[i] ?? NaN, 13);
      });
      expect(state.step).toBe(gradients.length);
    }
  });

  test('keeps structure, shapes and dtypes, and changes every array', () => {
    // Decay moves weights whatever the gradient.
    const optimizer = optimizerByName(name, 'weightDecay' in factory().options ? { weightDecay: 0 } : {});
    const params = makeParams();
    const updated = optimizer.update(params, makeGrads(), optimizer.init(params));
    expect(Object.keys(updated.params)).toEqual(['layers', 'temperature']);
    expect(updated.params.layers.map(({ W, b }) => [W.shape, b.shape])).toEqual([
      [
        [2, 3],
        [2, 1],
      ],
      [
        [1, 2],
        [1, 1],
      ],
    ]);
    expect(updated.params.temperature.shape).toEqual([]);
    const gradients = leaves(makeGrads());
    leaves(updated.params).forEach((w, i) => {
      // Downhill from the first step on; where the gradient is 0 nothing moves.
      expect(Math.sign(w - (leaves(params)[i] ?? NaN))).toBe(-Math.sign(gradients[i] ?? NaN) + 0);
    });
  });

  test('is pure: what it is given stays as it was, and the same call gives the same', () => {
    const optimizer = factory();
    const [params, grads] = [makeParams(), makeGrads()];
    const first = optimizer.update(params, grads, optimizer.init(params));
    const before = [leaves(first.params), leaves(grads), stateNumbers(first.state)];
    const second = optimizer.update(first.params, grads, first.state);
    expect([leaves(first.params), leaves(grads), stateNumbers(first.state)]).toEqual(before);
    expect(leaves(params)).toEqual(leaves(makeParams()));
    const again = optimizer.update(first.params, grads, first.state);
    expect(leaves(again.params)).toEqual(leaves(second.params));
    expect(stateNumbers(again.state)).toEqual(stateNumbers(second.state));
    expect(second.params.layers[0]?.W.data).not.toBe(first.params.layers[0]?.W.data);
  });

  test('elements are independent: a matrix moves as its elements do alone', () => {
    const optimizer = factory();
    let together = { params: makeParams(), state: optimizer.init(makeParams()) };
    let alone = leaves(makeParams()).map((w) => ({ params: np.array([w]), state: optimizer.init(np.array([w])) }));
    for (let step = 0; step < 3; step++) {
      const gradients = leaves(makeGrads());
      together = optimizer.update(together.params, makeGrads(), together.state);
      alone = alone.map(({ params, state }, i) => optimizer.update(params, np.array([gradients[i] ?? NaN]), state));
    }
    expect(leaves(together.params)).toEqual(alone.map(({ params }) => params.at(0)));
  });

  test('the state is plain data with the slots at zero', () => {
    const params = makeParams();
    const state = factory().init(params);
    expect(state.step).toBe(0);
    for (const slot of Object.values(state.slots)) {
      expect(leaves(slot)).toEqual(leaves(params).map(() => 0));
      expect(slot.layers[0]?.W.shape).toEqual([2, 3]);
    }
  });

  test('float32 parameters stay float32, with a float32 state, whatever the gradients', () => {
    const optimizer = factory();
    const params = [np.array([1, 2], { dtype: 'float32' })];
    const { params: updated, state } = optimizer.update(params, [np.array([0.1, 0.2])], optimizer.init(params));
    expect(updated[0]?.dtype).toBe('float32');
    for (const [slot] of Object.values(state.slots)) expect(slot?.dtype).toBe('float32');
    const moved = optimizer.update([np.array([1, 2])], [np.array([0.1, 0.2])], optimizer.init([np.array([1, 2])]));
    expect(np.allClose(updated[0] ?? np.zeros([2]), moved.params[0] ?? np.zeros([2]), { rtol: 1e-6 })).toBe(true);
  });

  test('views move as copies do', () => {
    const optimizer = factory();
    const base = np.array([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const view = { w: np.slice(base.T(), [null, null, -1]) };
    const gradient = {
      w: np.slice(
        np
          .array([
            [1, -1, 2],
            [3, 0, 5],
          ])
          .T(),
        [null, null, -1],
      ),
    };
    const copies = [{ w: view.w.copy() }, { w: gradient.w.copy() }] as const;
    const moved = optimizer.update(view, gradient, optimizer.init(view));
    expect(moved.params.w.toArray()).toEqual(optimizer.update(...copies, optimizer.init(copies[0])).params.w.toArray());
    expect(base.toArray()).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  test('empty trees and empty arrays', () => {
    const optimizer = factory();
    expect(optimizer.update([], [], optimizer.init([])).params).toEqual([]);
    const params = [{ W: np.zeros([0, 3]) }, {}];
    expect(optimizer.update(params, params, optimizer.init(params)).params[0]?.W?.shape).toEqual([0, 3]);
  });

  test('shapes are never broadcast, and the path is named', () => {
    const optimizer = factory();
    const params = [{ W: np.zeros([1, 1]) }, { W: np.zeros([2, 3]) }];
    const state = optimizer.init(params);
    const update = (W: NDArray) => (): unknown =>
      optimizer.update(params, [{ W: np.zeros([1, 1]) }, { W }] as typeof params, state); // wrong on purpose
    const rule = `${operation}: the shapes must be equal: params[1].W has shape [2, 3], grads[1].W has shape`;
    expect(update(np.zeros([3, 2]))).toThrow(new np.ShapeError(`${rule} [3, 2]. grads[1].W.T() would fit.`));
    expect(update(np.zeros([1, 3]))).toThrow(new np.ShapeError(`${rule} [1, 3].`));
    expect(update(np.array(1))).toThrow(new np.ShapeError(`${rule} [].`));
  });

  test('structures must be equal', () => {
    const optimizer = factory();
    const params = { a: np.zeros([1]), layers: [{ W: np.zeros([1]), b: np.zeros([1]) }] };
    const state = optimizer.init(params);
    const update = (grads: object) => (): unknown => optimizer.update(params, grads as typeof params, state); // wrong on purpose
    const rule = `${operation}: the structures must be equal:`;
    expect(update({ a: np.zeros([1]), layers: [{ dW: np.zeros([1]), b: np.zeros([1]) }] })).toThrow(
      new np.ShapeError(
        `${rule} params.layers[0] has W, b, but grads.layers[0] has dW, b: 'W' is missing. Give parameterGradients(gradients), not what net.backward returned.`,
      ),
    );
    const running = { W: np.zeros([1]), runningMean: np.zeros([1]) };
    const withRunning = (grads: object) => () =>
      optimizer.update([running], [grads] as never, optimizer.init([running]));
    const statistics =
      'Running statistics are not trained: give trainableParams(params) to init and update, not params.';
    expect(withRunning({ W: np.zeros([1]) })).toThrow(
      new np.ShapeError(
        `${rule} params[0] has W, runningMean, but grads[0] has W: 'runningMean' is missing. ${statistics}`,
      ),
    );
    expect(withRunning({ dW: np.zeros([1]) })).toThrow(
      new np.ShapeError(
        `${rule} params[0] has W, runningMean, but grads[0] has dW: 'W' is missing. ${statistics} ` +
          'Give parameterGradients(gradients), not what net.backward returned.',
      ),
    );
    expect(update({ ...params, c: np.zeros([1]) })).toThrow(
      new np.ShapeError(`${rule} params has a, layers, but grads has a, layers, c: 'c' is too many.`),
    );
    expect(update({ ...params, layers: [] })).toThrow(
      new np.ShapeError(`${rule} params.layers has 0, but grads.layers has nothing: '0' is missing.`),
    );
    expect(update({ ...params, layers: params.a })).toThrow(
      new np.ShapeError(`${rule} params.layers is a list, but grads.layers is an array.`),
    );
    expect(update({ ...params, a: undefined })).toThrow(
      new np.ShapeError(`${rule} params.a is an array, but grads.a is missing.`),
    );
  });

  test('only arrays of floats are parameters', () => {
    const optimizer = factory();
    const operationInit = `${name}.init(params)`;
    const rule = `${operationInit}: parameters are NDArrays in lists and plain objects, but`;
    expect(() => optimizer.init([{ W: 1 }])).toThrow(new TypeError(`${rule} params[0].W is a number.`));
    expect(() => optimizer.init({ a: null })).toThrow(new TypeError(`${rule} params.a is null.`));
    expect(() => optimizer.init(new Map())).toThrow(new TypeError(`${rule} params is a Map.`));
    expect(() => optimizer.init({ W: new Float64Array(2) })).toThrow(
      new TypeError(`${rule} params.W is a Float64Array.`),
    );
    expect(() => optimizer.init([np.zeros([2], { dtype: 'int32' })])).toThrow(
      new np.DTypeError(
        `${operationInit}: parameters are float64 or float32, but params[0] is int32. params[0].astype('float64') would fit.`,
      ),
    );
  });

  test('the state must be its own', () => {
    const optimizer = factory();
    const params = [np.zeros([2])];
    const slots = Object.keys(optimizer.init(params).slots);
    const rule = `${operation}: state must be what init or update returned, { step, slots: { ${slots.join(', ')} } }, but`;
    const update = (state: unknown) => (): unknown =>
      optimizer.update(params, params, state as OptimizerState<typeof params>); // wrong on purpose
    expect(update(undefined)).toThrow(new TypeError(`${rule} it has no slots. Begin with init(params).`));
    expect(update({ step: -1, slots: {} })).toThrow(new TypeError(`${rule} step is -1. Begin with init(params).`));
    expect(update({ step: 0, slots: { other: params } })).toThrow(
      new TypeError(`${rule} its slots are { other }: another optimizer's. Begin with init(params).`),
    );
  });

  test('options are checked', () => {
    expect(() => factory({ learningRate: 0 })).toThrow(
      new RangeError(`${name}: learningRate must be finite and > 0, but it is 0.`),
    );
    for (const learningRate of [-1, NaN, Infinity]) expect(() => factory({ learningRate })).toThrow(RangeError);
    expect(() => optimizerByName(name, { learningrate: 1 })).toThrow(
      `${name}: there is no option 'learningrate'. Did you mean 'learningRate'? The options are learningRate`,
    );
    const anything = factory as (options: unknown) => unknown; // as JavaScript calls it
    const names = [...Object.keys(factory().options), 'l2', 'clipNorm', 'clipValue'].join(', ');
    expect(() => anything(0.1)).toThrow(
      new TypeError(`${name}: options must be an object with ${names}, but they are 0.1.`),
    );
    expect(() => anything(null)).toThrow(
      new TypeError(`${name}: options must be an object with ${names}, but they are null.`),
    );
    expect(Object.isFrozen(factory().options)).toBe(true);
    // Unless they are given, they are off, and absent.
    expect(Object.keys(factory().options)).not.toContain('clipNorm');
    expect(optimizerByName(name, { clipNorm: 2, l2: 0 }).options).toEqual({ ...factory().options, clipNorm: 2, l2: 0 });
    expect(anything({ clipValue: undefined })).toHaveProperty('options', factory().options);
    expect(() => factory({ l2: -1 })).toThrow(new RangeError(`${name}: l2 must be finite and >= 0, but it is -1.`));
    expect(() => factory({ clipNorm: 0 })).toThrow(
      new RangeError(`${name}: clipNorm must be finite and > 0, but it is 0.`),
    );
    expect(() => factory({ clipValue: Infinity })).toThrow(
      new RangeError(`${name}: clipValue must be finite and > 0, but it is Infinity.`),
    );
    expect(factory({ learningRate: 0.25 }).options.learningRate).toBe(0.25);
  });
  test('a learning-rate factor multiplies the learning rate', () => {
    const half = optimizerByName(name, { ...factory().options, learningRate: 0.25 });
    const whole = optimizerByName(name, { ...factory().options, learningRate: 0.5 });
    const params = makeParams();
    const one = whole.update(params, makeGrads(), whole.init(params), { learningRateFactor: 0.5 });
    const two = whole.update(one.params, makeGrads(), one.state, { learningRateFactor: 0.5 });
    const first = half.update(params, makeGrads(), half.init(params));
    const second = half.update(first.params, makeGrads(), first.state, {});
    expect(leaves(two.params)).toEqual(leaves(second.params));
    expect(stateNumbers(two.state)).toEqual(stateNumbers(second.state));
    const still = whole.update(params, makeGrads(), whole.init(params), { learningRateFactor: 0 });
    expect(leaves(still.params)).toEqual(leaves(params));
    expect(still.state.step).toBe(1);
    expect(whole.options.learningRate).toBe(0.5);
  });

  test('a learning-rate factor is checked', () => {
    const optimizer = factory();
    const params = makeParams();
    const update = (options: object) => (): unknown =>
      optimizer.update(params, params, optimizer.init(params), options);
    const place = `${name}.update(params, grads, state, options)`;
    expect(update({ learningRateFactor: -1 })).toThrow(
      new RangeError(`${place}: learningRateFactor must be finite and >= 0, but it is -1.`),
    );
    expect(update({ learningRateFactor: NaN })).toThrow(RangeError);
    expect(update({ learningRate: 1 })).toThrow(
      new RangeError(`${place}: there is no option 'learningRate'. The options are learningRateFactor.`),
    );
  });
});
