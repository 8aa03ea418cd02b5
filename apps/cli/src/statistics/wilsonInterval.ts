import type { Interval } from './bootstrap.js';

/** The 97.5 % point of the standard normal distribution. */
const z = 1.959963984540054;

/**
 * The 95 % interval of a share from a count, which stays between 0 and 1 and is good for few rows too.
 *
 * @param events - How many rows, from 0 to `rows`; `rows` >= 1.
 * @see Wilson (1927), J. Amer. Statist. Assoc. 22(158), 209–212.
 */
export function wilsonInterval(events: number, rows: number): Interval {
  const share = events / rows;
  const square = z * z;
  const center = (share + square / (2 * rows)) / (1 + square / rows);
  const half = (z / (1 + square / rows)) * Math.sqrt((share * (1 - share)) / rows + square / (4 * rows * rows));
  // Rounding would leave 1e-17 where the end is exactly 0 or 1.
  return { low: events === 0 ? 0 : center - half, high: events === rows ? 1 : center + half };
}
