// Keep the rows that satisfy a condition.
import * as np from '@keepdims/ndarray';

const houses = np.array([
  [836, 59222],
  [1167, 68212],
  [796, 68880],
  [2104, 310000],
]); // [4, 2]: square feet and price

const large = np.greater(houses.slice(':', 0), 1000); // [4], bool
const selected = np.compress(large, houses, { axis: 0 }); // [?, 2]: how many is known at run time only

console.log(String(large), np.sum(large));
// prints [False  True False  True] 2
console.log(String(selected));
// prints [[  1167.  68212.]
// prints  [  2104. 310000.]]
