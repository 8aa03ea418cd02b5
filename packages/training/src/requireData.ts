import { contiguousData, isNDArray } from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { requireTargets } from '@keepdims/losses';
import type { Loss } from '@keepdims/losses';
import type { Network } from '@keepdims/models';
import { ShapeError, showShape } from '@keepdims/shapes';
import type { Data } from './examples.js';
import { kindOf } from './requireKinds.js';

/**
 * X [n_x, m] and Y [outputs, m] (class indices: [1, m]) of finite numbers, Y such as the loss is made for, with the same m >= 1. Returns the
 * largest |x|.
 *
 * @throws ShapeError, RangeError or TypeError saying what is wrong.
 */
export function requireData(call: string, prefix: string, net: Network, loss: Loss, { X, Y }: Data): number {
  const outputs = net.layers.at(-1)?.units ?? 0;
  requireRows(call, `${prefix}X`, X, net.nX, `the network has ${net.nX} input${net.nX === 1 ? '' : 's'}`);
  if (loss.targets === 'class indices') {
    const remedy = `Of one-hot columns np.argmax(${prefix}Y, { axis: 0, keepDims: true }) gives them; or take categoricalCrossEntropy.`;
    requireRows(call, `${prefix}Y`, Y, 1, `the targets of ${loss.name} are class indices`, { rows: outputs, remedy });
  } else {
    const remedy = `Of class numbers oneHot(${prefix}Y, { classes: ${outputs} }) makes columns; or take sparseCategoricalCrossEntropy.`;
    const because = `the network has ${outputs} output${outputs === 1 ? '' : 's'}`;
    requireRows(call, `${prefix}Y`, Y, outputs, because, { rows: 1, remedy });
  }
  const [m, n] = [X.shape[1], Y.shape[1]];
  if (m !== n) {
    throw new ShapeError(
      `${call}: ${prefix}X and ${prefix}Y must have the same number of examples (columns): ${prefix}X has shape ${showShape(X.shape)}, ` +
        `${prefix}Y has shape ${showShape(Y.shape)}; axis 1 is ${m} but ${n}.`,
    );
  }
  if (m === 0) throw new RangeError(`${call}: there are no examples: ${prefix}X has shape ${showShape(X.shape)}.`);
  requireFinite(call, `${prefix}Y`, Y);
  requireTargets(call, `${prefix}Y`, loss, Y, outputs);
  return requireFinite(call, `${prefix}X`, X);
}

/** @param otherwise - What to do if there are so many rows: they are the targets of another kind of loss. */
function requireRows(
  call: string,
  name: string,
  array: NDArray,
  rows: number,
  because: string,
  otherwise?: { readonly rows: number; readonly remedy: string },
): void {
  if (!isNDArray(array)) {
    const given: unknown = array;
    const kind = Array.isArray(given) ? `a list of ${given.length}` : kindOf(given);
    throw new TypeError(`${call}: ${name} must be an NDArray [${rows}, m], but is ${kind}. Make one with np.array(…).`);
  }
  const { shape } = array;
  if (shape.length === 2 && shape[0] === rows) return;
  const rule = `${call}: ${name} must have shape [${rows}, m], one example a column, since ${because}, but has shape ${showShape(shape)}`;
  if (shape.length === 1) throw new ShapeError(`${rule} (rank 1).${rows === 1 ? ` asRow(${name}) would fit.` : ''}`);
  if (otherwise !== undefined && shape.length === 2 && shape[0] === otherwise.rows)
    throw new ShapeError(`${rule}. ${otherwise.remedy}`);
  throw new ShapeError(`${rule}.${shape.length === 2 && shape[1] === rows ? ` ${name}.T() would fit.` : ''}`);
}

/** The largest magnitude; refuses NaN and infinities, which no training survives. */
function requireFinite(call: string, name: string, array: NDArray): number {
  const values = contiguousData(array);
  const columns = array.shape[1] ?? 1;
  let largest = 0;
  for (let k = 0; k < values.length; k++) {
    const size = Math.abs(values[k] ?? NaN);
    if (!(size < Infinity)) {
      throw new RangeError(
        `${call}: ${name} must hold finite numbers, but ${name} at [${Math.floor(k / columns)}, ${k % columns}] is ${String(values[k])}. ` +
          'Fill in missing values, or leave the example out.',
      );
    }
    if (size > largest) largest = size;
  }
  return largest;
}
