import * as np from '@keepdims/ndarray';
import { finite } from '@keepdims/shapes';
import { defineInitializer } from '../defineInitializer.js';
import { orthonormalize } from '../orthonormalize.js';

/**
 * Keep lengths and angles exactly: a random orthogonal matrix times gain. Where W isn't square, its rows (or columns, whichever are fewer)
 * are orthonormal.
 *
 * @param shape - [fanOut, fanIn]: the layer's units and its inputs, integers >= 1. Or options alone, which give a configured initializer.
 * @param rng - Where the numbers come from; fanOut · fanIn standard normal numbers are drawn, in row-major order.
 * @param options.gain - The length of those rows or columns, without unit; finite. √2 makes up for relu. Default 1.
 * @returns Weights, shape [fanOut, fanIn], float64, without unit: W Wᵀ = gain² I if fanOut ≤ fanIn, WᵀW = gain² I if fanOut ≥ fanIn.
 * @throws ShapeError if the shape isn't two positive integers. TypeError if rng is missing. RangeError if gain isn't finite, or another
 *   option is given.
 * @remarks Q of the QR factorisation of a matrix of normal numbers (of its transpose, if it is wide) with a positive diagonal of R: the only
 *   one, and uniformly distributed (Mezzadri (2007), Notices of the AMS 54(5), 592–604). `nn.init.orthogonal_` of PyTorch does so.
 * @example orthogonal([3, 50], randomState(1)).shape // [3, 50]
 * @see Saxe, McClelland, Ganguli (2014), ICLR, https://arxiv.org/abs/1312.6120.
 */
export const orthogonal = defineInitializer({
  name: 'orthogonal',
  options: { gain: { default: 1, rule: finite } },
  draw: (rng, shape, { gain }) => {
    const [fanOut, fanIn] = shape;
    const normal = rng.standardNormal(shape);
    const wide = fanOut < fanIn;
    const vectors = np.contiguousData(wide ? normal : normal.T()).slice(); // the rows, or the columns as rows
    orthonormalize(vectors, Math.min(fanOut, fanIn), Math.max(fanOut, fanIn));
    const Q = wide ? np.asArray(vectors, { shape }) : np.asArray(vectors, { shape: [fanIn, fanOut] }).T();
    return np.multiply(Q, gain);
  },
  random: true,
  mean: () => 0,
  variance: ({ fanOut, fanIn }, { gain }) => (gain * gain) / Math.max(fanOut, fanIn),
  reference: 'Saxe, McClelland, Ganguli (2014), ICLR, https://arxiv.org/abs/1312.6120',
});
