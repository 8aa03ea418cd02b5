// All distances between the points of a set, by broadcasting: no loop.
import * as np from '@keepdims/ndarray';

const points = np.array([
  [0, 0],
  [3, 4],
  [6, 8],
]); // [3, 2]

const from = np.expandDims(points, 1); // [3, 1, 2]
const to = np.expandDims(points, 0); // [1, 3, 2]
const difference = np.subtract(from, to); // [3, 3, 2]
const distances = np.sqrt(np.sum(np.square(difference), { axis: -1 })); // [3, 3]

console.log(String(distances));
// prints [[ 0.  5. 10.]
// prints  [ 5.  0.  5.]
// prints  [10.  5.  0.]]
