/** Activations backward: out = da f'(z), by the function's number in math/functions.ts, on contiguous arrays. Forward is in unary.ts. */
import { LEAKY_RELU, ELU, RELU, SELU, SIGMOID, SILU, SOFTPLUS, TANH, seluScale, seluScaledAlpha, sigmoid } from './math/functions';
import { one, zero } from './math/lanes';
import { loadSome, storeSome } from './partial';
import { lanes } from './vector';

// @ts-ignore: decorator
@inline
function where<T>(z: v128, positive: v128, negative: v128): v128 {
  return v128.bitselect(positive, negative, v128.gt<T>(z, zero<T>()));
}

/** NaN in the lanes where z is NaN, `v` elsewhere: a comparison's ones are a NaN's bits. */
// @ts-ignore: decorator
@inline
function unlessNaN<T>(z: v128, v: v128): v128 {
  return v128.or(v, v128.ne<T>(z, z));
}

/** f'(z), where a = f(z). */
// @ts-ignore: decorator
@inline
function derivative<T>(f: i32, z: v128, a: v128, parameter: v128): v128 {
  if (f == SIGMOID) return v128.mul<T>(a, v128.sub<T>(one<T>(), a));
  if (f == TANH) return v128.sub<T>(one<T>(), v128.mul<T>(a, a));
  if (f == RELU) return unlessNaN<T>(z, v128.and(one<T>(), v128.gt<T>(z, zero<T>())));
  if (f == LEAKY_RELU) return unlessNaN<T>(z, where<T>(z, one<T>(), parameter));
  if (f == ELU) return where<T>(z, one<T>(), v128.add<T>(a, parameter));
  if (f == SELU) return where<T>(z, seluScale<T>(), v128.add<T>(a, seluScaledAlpha<T>()));
  if (f == SOFTPLUS) return sigmoid<T>(z);
  const s = sigmoid<T>(z); // SILU
  return v128.mul<T>(s, v128.add<T>(one<T>(), v128.mul<T>(z, v128.sub<T>(one<T>(), s))));
}

// @ts-ignore: decorator
@inline
function loop<T>(f: i32, parameter: v128, n: i32, z: usize, a: usize, da: usize, out: usize): void {
  for (let left = n; left > 0; left -= lanes<T>()) {
    const slope = derivative<T>(f, loadSome<T>(z, left), loadSome<T>(a, left), parameter);
    storeSome<T>(out, v128.mul<T>(loadSome<T>(da, left), slope), left);
    z += 16;
    a += 16;
    da += 16;
    out += 16;
  }
}

// @ts-ignore: decorator
@inline
function backward<T>(f: i32, parameter: T, n: i32, z: usize, a: usize, da: usize, out: usize): void {
  const p = v128.splat<T>(parameter);
  switch (f) {
    case SIGMOID: return loop<T>(SIGMOID, p, n, z, a, da, out);
    case TANH: return loop<T>(TANH, p, n, z, a, da, out);
    case RELU: return loop<T>(RELU, p, n, z, a, da, out);
    case LEAKY_RELU: return loop<T>(LEAKY_RELU, p, n, z, a, da, out);
    case ELU: return loop<T>(ELU, p, n, z, a, da, out);
    case SELU: return loop<T>(SELU, p, n, z, a, da, out);
    case SOFTPLUS: return loop<T>(SOFTPLUS, p, n, z, a, da, out);
    default: return loop<T>(SILU, p, n, z, a, da, out);
  } // prettier-ignore
}

export function activateBackwardF32(f: i32, parameter: f32, n: i32, z: usize, a: usize, da: usize, out: usize): void {
  backward<f32>(f, parameter, n, z, a, da, out);
}

export function activateBackwardF64(f: i32, parameter: f64, n: i32, z: usize, a: usize, da: usize, out: usize): void {
  backward<f64>(f, parameter, n, z, a, da, out);
}
