import type { Floats, NetworkKernels } from '../network.js';
import { reference } from '../reference/index.js';
import { contiguousUnary } from './contiguous.js';
import { activationNumbers } from './functions.js';
import { onHeapDuring } from './during.js';
import type { Instance } from './instance.js';

type Backward = (f: number, parameter: number, n: number, z: number, a: number, da: number, out: number) => void;
type SoftmaxColumns = (rows: number, columns: number, z: number, out: number) => void;
type SoftmaxCost = (
  rows: number, columns: number, scale: number, z: number, y: number, a: number, dz: number,
) => number; // prettier-ignore
type SigmoidCost = (n: number, scale: number, z: number, y: number, a: number, dz: number) => number;

export interface NetworkExports {
  readonly activateBackwardF32: Backward;
  readonly activateBackwardF64: Backward;
  readonly softmaxColumnsF32: SoftmaxColumns;
  readonly softmaxColumnsF64: SoftmaxColumns;
  readonly softmaxCrossEntropyF32: SoftmaxCost;
  readonly softmaxCrossEntropyF64: SoftmaxCost;
  readonly sigmoidCrossEntropyF32: SigmoidCost;
  readonly sigmoidCrossEntropyF64: SigmoidCost;
}

type Steps = Pick<
  NetworkKernels,
  'activate' | 'activateBackward' | 'softmaxColumns' | 'sigmoidCrossEntropy' | 'softmaxCrossEntropy'
>;

/** Activations and cross-entropies of arrays wherever they live. */
export function network(instance: Instance): Steps {
  const { heap, exports } = instance;
  const contiguous = contiguousUnary(instance);
  const isDouble = (data: Floats): boolean => data.BYTES_PER_ELEMENT === 8;

  return {
    activate(f, parameter, n, z, out) {
      const number = activationNumbers[f];
      if (number === undefined) {
        reference.activate(f, parameter, n, z, out);
        return;
      }
      contiguous(number, f === 'identity' ? 1 : parameter, n, z, 0, out, 0);
    },

    activateBackward(f, parameter, n, z, a, da, out) {
      const number = activationNumbers[f];
      const loop = isDouble(z) ? exports.activateBackwardF64 : exports.activateBackwardF32;
      const own = f === 'identity' ? 1 : parameter;
      const done =
        number !== undefined &&
        onHeapDuring(heap, [z, a, da, out], 3, ([pz = 0, pa = 0, pd = 0, po = 0]) => {
          loop(number, own, n, pz, pa, pd, po);
          return true;
        });
      if (done !== true) reference.activateBackward(f, parameter, n, z, a, da, out);
    },

    softmaxColumns(rows, columns, z, out) {
      const loop = isDouble(z) ? exports.softmaxColumnsF64 : exports.softmaxColumnsF32;
      const done = onHeapDuring(heap, [z, out], 1, ([pz = 0, po = 0]) => {
        loop(rows, columns, pz, po);
        return true;
      });
      if (done === undefined) reference.softmaxColumns(rows, columns, z, out);
    },

    sigmoidCrossEntropy(n, scale, z, y, a, dz) {
      const loop = isDouble(z) ? exports.sigmoidCrossEntropyF64 : exports.sigmoidCrossEntropyF32;
      const cost = onHeapDuring(heap, [z, y, a, dz], 2, ([pz = 0, py = 0, pa = 0, pd = 0]) =>
        loop(n, scale, pz, py, pa, pd),
      );
      return cost ?? reference.sigmoidCrossEntropy(n, scale, z, y, a, dz);
    },

    softmaxCrossEntropy(rows, columns, scale, z, y, a, dz) {
      if (rows === 0) return reference.softmaxCrossEntropy(rows, columns, scale, z, y, a, dz);
      const loop = isDouble(z) ? exports.softmaxCrossEntropyF64 : exports.softmaxCrossEntropyF32;
      const cost = onHeapDuring(heap, [z, y, a, dz], 2, ([pz = 0, py = 0, pa = 0, pd = 0]) =>
        loop(rows, columns, scale, pz, py, pa, pd),
      );
      return cost ?? reference.softmaxCrossEntropy(rows, columns, scale, z, y, a, dz);
    },
  };
}
