/**
 * The middle number, or half the sum of the two middle ones.
 *
 * @param numbers - At least one, none of them NaN; left as they are.
 */
export function medianOf(numbers: Float64Array): number {
  const own = numbers.slice();
  const middle = own.length >> 1;
  const upper = smallest(own, middle);
  if (own.length % 2 === 1) return upper;
  // What stands before the middle is no larger than it; there are at least two numbers, so something does.
  const lower = own.subarray(0, middle).reduce((most, value) => Math.max(most, value), -Infinity);
  // Halving first keeps the sum of two huge numbers finite.
  return lower / 2 + upper / 2;
}

const mostRounds = 100;

/**
 * The number that would stand at `index` if the numbers were sorted; those before it are then no larger, those behind it no smaller.
 *
 * Much faster than sorting. Only numbers laid out on purpose take many rounds; they are sorted after all.
 *
 * @see Hoare (1961), Algorithm 65: FIND, Communications of the ACM 4(7), 321–322.
 */
function smallest(numbers: Float64Array, index: number): number {
  let [low, high] = [0, numbers.length - 1];
  for (let round = 0; low < high; round++) {
    if (round === mostRounds) {
      numbers.sort();
      break;
    }
    const pivot = numbers[(low + high) >> 1] ?? 0;
    let [i, j] = [low, high];
    while (i <= j) {
      while ((numbers[i] ?? 0) < pivot) i++;
      while ((numbers[j] ?? 0) > pivot) j--;
      if (i > j) break;
      const swapped = numbers[i] ?? 0;
      numbers[i++] = numbers[j] ?? 0;
      numbers[j--] = swapped;
    }
    if (index <= j) high = j;
    else if (index >= i) low = i;
    else break;
  }
  return numbers[index] ?? 0;
}
