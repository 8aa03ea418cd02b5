import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as np from '@keepdims/ndarray';
import { expect, test } from 'vitest';
import { add, backward, grad, graph, matmul, square, sum, variable } from './index.js';
import type { Node } from './index.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Turns of the event loop, in which finished objects are forgotten. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    await new Promise((done) => setTimeout(done, 0));
    collect();
  }
}

test('a graph is released with its last node; variables that are kept do not hold it', async () => {
  const w = variable(np.ones([30, 30]));
  const build = (): { refs: WeakRef<object>[]; last: Node } => {
    const hidden = square(matmul(w, w));
    const last = sum(hidden);
    const derivatives = backward(last);
    const drawn = graph(last, { derivatives });
    return { refs: [hidden, hidden.value, derivatives, drawn].map((x) => new WeakRef(x)), last };
  };
  const kept: { last?: Node } = {};
  const refs = (() => {
    const { refs: inner, last } = build();
    kept.last = last;
    return inner;
  })();
  await settle();
  expect(kept.last?.item()).toBe(30 * 30 * 900);
  expect(refs[0]?.deref()).toBeDefined(); // while its last node is there, the graph is
  delete kept.last;
  await settle();
  expect(refs.map((ref) => ref.deref())).toEqual([undefined, undefined, undefined, undefined]);
});

test('a gradient keeps no graph', async () => {
  const refs: WeakRef<object>[] = [];
  const gradient = grad(
    (w) => {
      const hidden = square(w);
      refs.push(new WeakRef(hidden), new WeakRef(w));
      return sum(hidden);
    },
    np.array([1, 2]),
  );
  await settle();
  expect(refs.map((ref) => ref.deref())).toEqual([undefined, undefined]);
  expect(gradient.toArray()).toEqual([2, 4]);
});

test('memory stays flat over many steps', async () => {
  let w = np.ones([50, 50]);
  const step = () => {
    const gradient = grad((v) => sum(square(add(v, 1))), w);
    w = np.subtract(w, np.multiply(gradient, 0.01));
  };
  const used = async (): Promise<number> => {
    await settle();
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return heapUsed + external + arrayBuffers;
  };
  for (let i = 0; i < 50; i++) step();
  const before = await used();
  for (let i = 0; i < 500; i++) step();
  expect((await used()) - before).toBeLessThan(2e6); // a step's graph is 120,000 bytes and more, so 500 would be 6e7
});
