// A table of calories to percentages (course, §2.15): column sums kept as a row broadcast against the table.
import * as np from '@keepdims/ndarray';

// Calories from carbohydrates, proteins and fat (rows) in 100 g of apples, beef, eggs and potatoes (columns).
const calories = np.array([
  [56, 0, 4.4, 68],
  [1.2, 104, 52, 8],
  [1.8, 135, 99, 0.9],
]); // [3, 4]

const perFood = np.sum(calories, { axis: 0, keepDims: true }); // [1, 4]
const percent = calories.divide(perFood).multiply(100); // [3, 4]

console.log(String(np.round(percent)));
// prints [[95.  0.  3. 88.]
// prints  [ 2. 44. 33. 10.]
// prints  [ 3. 56. 64.  1.]]
