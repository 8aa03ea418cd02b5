/**
 * Optimizers' updates of n weights in place. Plain products and sums, not fused ones: memory is what they wait for, and so the bits are the
 * same everywhere.
 */
import { loadLanes, storeLanes } from './vector';

/** w -= rate g. */
// @ts-ignore: decorator
@inline
function descend<T>(whole: bool, w: usize, g: usize, rate: v128): void {
  storeLanes<T>(whole, w, v128.sub<T>(loadLanes<T>(whole, w), v128.mul<T>(rate, loadLanes<T>(whole, g))));
}

// @ts-ignore: decorator
@inline
function gradientDescent<T>(n: i32, w: usize, g: usize, learningRate: T): void {
  const rate = v128.splat<T>(learningRate);
  const end = w + <usize>n * sizeof<T>();
  for (; w + 16 <= end; w += 16) {
    descend<T>(true, w, g, rate);
    g += 16;
  }
  for (; w < end; w += sizeof<T>()) {
    descend<T>(false, w, g, rate);
    g += sizeof<T>();
  }
}

export function gradientDescentF32(n: i32, w: usize, g: usize, learningRate: f32): void {
  gradientDescent<f32>(n, w, g, learningRate);
}

export function gradientDescentF64(n: i32, w: usize, g: usize, learningRate: f64): void {
  gradientDescent<f64>(n, w, g, learningRate);
}

/** v = beta v + g; w -= rate v. */
// @ts-ignore: decorator
@inline
function roll<T>(whole: bool, w: usize, g: usize, v: usize, rate: v128, beta: v128): void {
  const velocity = v128.add<T>(v128.mul<T>(beta, loadLanes<T>(whole, v)), loadLanes<T>(whole, g));
  storeLanes<T>(whole, v, velocity);
  storeLanes<T>(whole, w, v128.sub<T>(loadLanes<T>(whole, w), v128.mul<T>(rate, velocity)));
}

// @ts-ignore: decorator
@inline
function momentum<T>(n: i32, w: usize, g: usize, v: usize, learningRate: T, beta: T): void {
  const rate = v128.splat<T>(learningRate);
  const kept = v128.splat<T>(beta);
  const end = w + <usize>n * sizeof<T>();
  for (; w + 16 <= end; w += 16) {
    roll<T>(true, w, g, v, rate, kept);
    g += 16;
    v += 16;
  }
  for (; w < end; w += sizeof<T>()) {
    roll<T>(false, w, g, v, rate, kept);
    g += sizeof<T>();
    v += sizeof<T>();
  }
}

export function momentumF32(n: i32, w: usize, g: usize, v: usize, learningRate: f32, beta: f32): void {
  momentum<f32>(n, w, g, v, learningRate, beta);
}

export function momentumF64(n: i32, w: usize, g: usize, v: usize, learningRate: f64, beta: f64): void {
  momentum<f64>(n, w, g, v, learningRate, beta);
}

/** v = beta v + g; w -= rate (g + beta v). */
// @ts-ignore: decorator
@inline
function lookAhead<T>(whole: bool, w: usize, g: usize, v: usize, rate: v128, beta: v128): void {
  const slope = loadLanes<T>(whole, g);
  const velocity = v128.add<T>(v128.mul<T>(beta, loadLanes<T>(whole, v)), slope);
  storeLanes<T>(whole, v, velocity);
  const step = v128.mul<T>(rate, v128.add<T>(slope, v128.mul<T>(beta, velocity)));
  storeLanes<T>(whole, w, v128.sub<T>(loadLanes<T>(whole, w), step));
}

// @ts-ignore: decorator
@inline
function nesterov<T>(n: i32, w: usize, g: usize, v: usize, learningRate: T, beta: T): void {
  const rate = v128.splat<T>(learningRate);
  const kept = v128.splat<T>(beta);
  const end = w + <usize>n * sizeof<T>();
  for (; w + 16 <= end; w += 16) {
    lookAhead<T>(true, w, g, v, rate, kept);
    g += 16;
    v += 16;
  }
  for (; w < end; w += sizeof<T>()) {
    lookAhead<T>(false, w, g, v, rate, kept);
    g += sizeof<T>();
    v += sizeof<T>();
  }
}

export function nesterovF32(n: i32, w: usize, g: usize, v: usize, learningRate: f32, beta: f32): void {
  nesterov<f32>(n, w, g, v, learningRate, beta);
}

export function nesterovF64(n: i32, w: usize, g: usize, v: usize, learningRate: f64, beta: f64): void {
  nesterov<f64>(n, w, g, v, learningRate, beta);
}

/** s += g g; w -= rate g / (sqrt(initial + s) + epsilon). */
// @ts-ignore: decorator
@inline
function shrink<T>(whole: bool, w: usize, g: usize, s: usize, rate: v128, initial: v128, epsilon: v128): void {
  const slope = loadLanes<T>(whole, g);
  const sum = v128.add<T>(loadLanes<T>(whole, s), v128.mul<T>(slope, slope));
  storeLanes<T>(whole, s, sum);
  const size = v128.add<T>(v128.sqrt<T>(v128.add<T>(initial, sum)), epsilon);
  const step = v128.div<T>(v128.mul<T>(rate, slope), size);
  storeLanes<T>(whole, w, v128.sub<T>(loadLanes<T>(whole, w), step));
}

// @ts-ignore: decorator
@inline
function adagrad<T>(n: i32, w: usize, g: usize, s: usize, learningRate: T, initial: T, epsilon: T): void {
  const rate = v128.splat<T>(learningRate);
  const first = v128.splat<T>(initial);
  const small = v128.splat<T>(epsilon);
  const end = w + <usize>n * sizeof<T>();
  for (; w + 16 <= end; w += 16) {
    shrink<T>(true, w, g, s, rate, first, small);
    g += 16;
    s += 16;
  }
  for (; w < end; w += sizeof<T>()) {
    shrink<T>(false, w, g, s, rate, first, small);
    g += sizeof<T>();
    s += sizeof<T>();
  }
}

export function adagradF32(
  n: i32, w: usize, g: usize, s: usize, learningRate: f32, initial: f32, epsilon: f32,
): void {
  adagrad<f32>(n, w, g, s, learningRate, initial, epsilon);
}

export function adagradF64(
  n: i32, w: usize, g: usize, s: usize, learningRate: f64, initial: f64, epsilon: f64,
): void {
  adagrad<f64>(n, w, g, s, learningRate, initial, epsilon);
}

/** mean = beta mean + rest g g, and what is stored is returned. */
// @ts-ignore: decorator
@inline
function meanSquare<T>(whole: bool, s: usize, g: v128, beta: v128, rest: v128): v128 {
  const mean = v128.add<T>(v128.mul<T>(beta, loadLanes<T>(whole, s)), v128.mul<T>(v128.mul<T>(rest, g), g));
  storeLanes<T>(whole, s, mean);
  return mean;
}

/** s = beta s + (1 - beta) g g; w -= rate g / (sqrt(s) + epsilon). */
// @ts-ignore: decorator
@inline
function scale<T>(whole: bool, w: usize, g: usize, s: usize, rate: v128, beta: v128, rest: v128, epsilon: v128): void {
  const slope = loadLanes<T>(whole, g);
  const mean = meanSquare<T>(whole, s, slope, beta, rest);
  const step = v128.div<T>(v128.mul<T>(rate, slope), v128.add<T>(v128.sqrt<T>(mean), epsilon));
  storeLanes<T>(whole, w, v128.sub<T>(loadLanes<T>(whole, w), step));
}

// @ts-ignore: decorator
@inline
function rmsprop<T>(n: i32, w: usize, g: usize, s: usize, learningRate: T, beta: T, rest: T, epsilon: T): void {
  const rate = v128.splat<T>(learningRate);
  const kept = v128.splat<T>(beta);
  const added = v128.splat<T>(rest);
  const small = v128.splat<T>(epsilon);
  const end = w + <usize>n * sizeof<T>();
  for (; w + 16 <= end; w += 16) {
    scale<T>(true, w, g, s, rate, kept, added, small);
    g += 16;
    s += 16;
  }
  for (; w < end; w += sizeof<T>()) {
    scale<T>(false, w, g, s, rate, kept, added, small);
    g += sizeof<T>();
    s += sizeof<T>();
  }
}

/** `rest` is 1 - beta, which the caller rounds once. */
export function rmspropF32(
  n: i32, w: usize, g: usize, s: usize, learningRate: f32, beta: f32, rest: f32, epsilon: f32,
): void {
  rmsprop<f32>(n, w, g, s, learningRate, beta, rest, epsilon);
}

export function rmspropF64(
  n: i32, w: usize, g: usize, s: usize, learningRate: f64, beta: f64, rest: f64, epsilon: f64,
): void {
  rmsprop<f64>(n, w, g, s, learningRate, beta, rest, epsilon);
}

// @ts-ignore: decorator
@inline
function adamStep<T>(
  whole: bool, w: usize, g: usize, m: usize, v: usize,
  rate: v128, beta1: v128, rest1: v128, beta2: v128, rest2: v128, epsilon: v128, c1: v128, c2: v128, keep: v128,
): void {
  const slope = loadLanes<T>(whole, g);
  const mean = v128.add<T>(v128.mul<T>(beta1, loadLanes<T>(whole, m)), v128.mul<T>(rest1, slope));
  storeLanes<T>(whole, m, mean);
  const square = meanSquare<T>(whole, v, slope, beta2, rest2);
  const step = v128.div<T>(
    v128.mul<T>(rate, v128.div<T>(mean, c1)),
    v128.add<T>(v128.sqrt<T>(v128.div<T>(square, c2)), epsilon),
  );
  storeLanes<T>(whole, w, v128.sub<T>(v128.mul<T>(keep, loadLanes<T>(whole, w)), step));
}

// @ts-ignore: decorator
@inline
function adam<T>(
  n: i32, w: usize, g: usize, m: usize, v: usize,
  learningRate: T, beta1: T, rest1: T, beta2: T, rest2: T, epsilon: T, correction1: T, correction2: T, keep: T,
): void {
  const rate = v128.splat<T>(learningRate);
  const kept1 = v128.splat<T>(beta1);
  const added1 = v128.splat<T>(rest1);
  const kept2 = v128.splat<T>(beta2);
  const added2 = v128.splat<T>(rest2);
  const small = v128.splat<T>(epsilon);
  const c1 = v128.splat<T>(correction1);
  const c2 = v128.splat<T>(correction2);
  const left = v128.splat<T>(keep);
  const end = w + <usize>n * sizeof<T>();
  for (; w + 16 <= end; w += 16) {
    adamStep<T>(true, w, g, m, v, rate, kept1, added1, kept2, added2, small, c1, c2, left);
    g += 16;
    m += 16;
    v += 16;
  }
  for (; w < end; w += sizeof<T>()) {
    adamStep<T>(false, w, g, m, v, rate, kept1, added1, kept2, added2, small, c1, c2, left);
    g += sizeof<T>();
    m += sizeof<T>();
    v += sizeof<T>();
  }
}

/** rest1 and rest2 are 1 - beta1 and 1 - beta2; `keep`, 1 - learningRate * decay, is what is left of w. */
export function adamF32(
  n: i32, w: usize, g: usize, m: usize, v: usize,
  learningRate: f32, beta1: f32, rest1: f32, beta2: f32, rest2: f32,
  epsilon: f32, correction1: f32, correction2: f32, keep: f32,
): void {
  adam<f32>(n, w, g, m, v, learningRate, beta1, rest1, beta2, rest2, epsilon, correction1, correction2, keep);
}

export function adamF64(
  n: i32, w: usize, g: usize, m: usize, v: usize,
  learningRate: f64, beta1: f64, rest1: f64, beta2: f64, rest2: f64,
  epsilon: f64, correction1: f64, correction2: f64, keep: f64,
): void {
  adam<f64>(n, w, g, m, v, learningRate, beta1, rest1, beta2, rest2, epsilon, correction1, correction2, keep);
}
