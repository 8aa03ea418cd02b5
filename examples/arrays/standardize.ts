// Columns to mean 0 and standard deviation 1.
import * as np from '@keepdims/ndarray';

const X = np.array([
  [1, 200],
  [2, 400],
  [3, 600],
  [4, 800],
]); // [4, 2]: a row is an example, a column a feature

const mean = X.mean({ axis: 0, keepDims: true }); // [1, 2]
const deviation = np.std(X, { axis: 0, keepDims: true }); // [1, 2]
const standardized = X.subtract(mean).divide(deviation); // [4, 2]

console.log(String(standardized));
// prints [[-1.34164079 -1.34164079]
// prints  [-0.4472136  -0.4472136 ]
// prints  [ 0.4472136   0.4472136 ]
// prints  [ 1.34164079  1.34164079]]
console.log(np.allClose(np.mean(standardized, { axis: 0 }), 0), np.allClose(np.std(standardized, { axis: 0 }), 1));
// prints true true
