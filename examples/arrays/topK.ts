// The largest scores of each row, best first, with their positions.
import * as np from '@keepdims/ndarray';

const scores = np.array([
  [0.1, 0.7, 0.2],
  [0.5, 0.1, 0.4],
]); // [2, 3]

const order = np.flip(np.argsort(scores, { axis: 1 }), { axis: 1 }); // [2, 3], int32: best first
const best = order.slice(':', [0, 2]); // [2, 2]
const values = np.flip(np.sort(scores, { axis: 1 }), { axis: 1 }).slice(':', [0, 2]); // [2, 2]

console.log(String(best));
// prints [[1 2]
// prints  [0 2]]
console.log(String(values));
// prints [[0.7 0.2]
// prints  [0.5 0.4]]
