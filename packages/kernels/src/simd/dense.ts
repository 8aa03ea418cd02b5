import type { Kernels } from '../kernels.js';
import type { Floats, NetworkKernels } from '../network.js';
import type { Instance } from './instance.js';
import { addressOf } from './instance.js';

/** A layer forward: the product, the bias, the activation, one after the other: the last two take a small part of the time. */
export function dense(
  { heap, exports }: Instance,
  kernels: Pick<Kernels, 'matmul'> & Pick<NetworkKernels, 'activate'>,
): Pick<NetworkKernels, 'dense'> {
  const addBias = (m: number, n: number, bias: Floats, z: Floats): void => {
    const from = addressOf(heap, { data: bias, offset: 0 });
    const to = addressOf(heap, { data: z, offset: 0 });
    if (from !== 0 && to !== 0) {
      (z instanceof Float32Array ? exports.addBiasF32 : exports.addBiasF64)(m, n, from, to);
      return;
    }
    for (let i = 0, at = 0; i < m; i++) {
      const value = bias[i] ?? 0;
      for (const end = at + n; at < end; at++) z[at] = (z[at] ?? 0) + value;
    }
  };

  return {
    dense(f, parameter, m, n, k, w, x, b, z, a) {
      kernels.matmul(m, n, k, contiguous(w, k), x, contiguous(z, n));
      addBias(m, n, b, z);
      if (f !== 'identity' || a !== z) kernels.activate(f, parameter, m * n, z, a);
    },
  };
}

const contiguous = (data: Floats, columns: number) => ({ data, offset: 0, strides: [columns, 1] });
