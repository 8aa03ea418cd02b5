/** Arrays as text, laid out as NumPy's `str` does: precision 8, lines of 75 characters, more than 1000 elements summarised. */
import { slice } from './access.js';
import { contiguousData } from './create.js';
import type { NDArray } from './ndarray.js';
import { checkArray } from './operand.js';

const precision = 8;
const threshold = 1000;
const edgeItems = 3;
const lineWidth = 75;
/** Below it numbers are printed with exponents. */
const smallFixed = 1e-4;

/**
 * An array as NumPy prints it.
 *
 * @example toString(array([[1, 2.5], [10, -1]])) // '[[ 1.   2.5]\n [10.  -1. ]]'
 */
export function toString(a: NDArray): string {
  checkArray('toString', a);
  return format(a);
}

/** As `toString`, for an array known to be one. @internal */
export function format(a: NDArray): string {
  if (a.ndim === 0) return formatScalar(a);
  if (a.size === 0) return '[]';
  const summarise = a.size > threshold;
  const element = elementFormat(a, shownValues(a, summarise));
  return block(a, element, summarise, ' ', lineWidth);
}

function formatScalar(a: NDArray): string {
  const value = a.item();
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (a.dtype === 'int32' || a.dtype === 'uint8') return String(value);
  if (!Number.isFinite(value)) return special(value);
  const magnitude = Math.abs(value);
  const { scalar } = limits(a);
  if (value !== 0 && (magnitude >= scalar || magnitude < smallFixed)) {
    const [digits = '', exponent = ''] = shortest(a, value).toExponential().split('e');
    return digits + exponentText(exponent, 2);
  }
  const text = (Object.is(value, -0) ? '-' : '') + String(shortest(a, value));
  return text.includes('.') ? text : `${text}.0`;
}

/** From where on numbers are printed with exponents: whole arrays, single numbers, small ones. */
function limits(a: NDArray): { array: number; scalar: number; small: number } {
  return a.dtype === 'float32'
    ? { array: 1e6, scalar: 1e6, small: Math.fround(smallFixed) }
    : { array: 1e8, scalar: 1e16, small: smallFixed };
}

const special = (value: number): string => (value !== value ? 'nan' : value > 0 ? 'inf' : '-inf');

/** The values that will be shown, which alone decide the format. */
function shownValues(a: NDArray, summarise: boolean): ArrayLike<number> {
  if (!summarise) return contiguousData(a);
  const values: number[] = [];
  const walk = (part: NDArray): void => {
    const length = part.shape[0] ?? 0;
    for (const i of shownIndices(length, true)) {
      if (part.ndim === 1) values.push(Number(part.at(i)));
      else walk(slice(part, i));
    }
  };
  walk(a);
  return values;
}

/** Positions shown along an axis: all, or both edges. */
function shownIndices(length: number, summarise: boolean): number[] {
  const all = Array.from({ length }, (_, i) => i);
  return summarise && length > 2 * edgeItems ? [...all.slice(0, edgeItems), ...all.slice(-edgeItems)] : all;
}

type ElementFormat = (value: number | boolean) => string;

function elementFormat(a: NDArray, values: ArrayLike<number>): ElementFormat {
  if (a.dtype === 'bool') {
    return (value) => (value ? 'True' : 'False').padStart(5);
  }
  if (a.dtype === 'int32' || a.dtype === 'uint8') {
    const width = Array.from(values).reduce((w, v) => Math.max(w, String(v).length), 0);
    return (value) => String(value).padStart(width);
  }
  return floatFormat(a, Array.from(values));
}

/** The number with the fewest digits that still is this element: for float32 that is shorter than its double. */
function shortest(a: NDArray, value: number): number {
  if (a.dtype !== 'float32' || value === 0 || !Number.isFinite(value)) return value;
  for (let digits = 1; digits <= 9; digits++) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === value) return candidate;
  }
  return value;
}

/** Fixed-point or exponential, whichever NumPy would choose for these values, all of one width. */
function floatFormat(a: NDArray, values: readonly number[]): ElementFormat {
  const finite = values.filter(Number.isFinite);
  const magnitudes = finite.filter((v) => v !== 0).map(Math.abs);
  const largest = magnitudes.reduce((m, v) => Math.max(m, v), 0);
  const smallest = magnitudes.reduce((m, v) => Math.min(m, v), Infinity);
  const { array: largestFixed, small } = limits(a);
  const exponential =
    magnitudes.length > 0 && (largest >= largestFixed || smallest < small || largest / smallest > 1000);
  const split = exponential
    ? (v: number) => exponentialParts(shortest(a, v))
    : (v: number) => fixedParts(shortest(a, v));

  const parts = finite.map(split);
  const exponentDigits = parts.reduce((w, p) => Math.max(w, p.exponent.replace('-', '').length), 2);
  const fractionWidth = parts.reduce((w, p) => Math.max(w, p.fraction.length), 0);
  const right = exponential ? fractionWidth + exponentDigits + 2 : fractionWidth;
  let left = parts.reduce((w, p) => Math.max(w, p.integer.length), 0);
  if (finite.length < values.length) {
    const negativeInfinity = values.some((v) => v === -Infinity) ? 1 : 0;
    left = Math.max(left, 3 - (right + 1), 3 + negativeInfinity - (right + 1));
  }

  return (value) => {
    const v = Number(value);
    if (!Number.isFinite(v)) return special(v).padStart(left + right + 1);
    const { integer, fraction, exponent } = split(v);
    const tail = exponential
      ? fraction.padEnd(fractionWidth, '0') + exponentText(exponent, exponentDigits)
      : fraction.padEnd(fractionWidth);
    return `${integer.padStart(left)}.${tail}`;
  };
}

interface NumberParts {
  readonly integer: string;
  readonly fraction: string;
  readonly exponent: string;
}

function fixedParts(value: number): NumberParts {
  const short = String(Math.abs(value));
  const digits =
    short.includes('e') || (short.split('.')[1] ?? '').length > precision ? Math.abs(value).toFixed(precision) : short;
  const [integer = '', fraction = ''] = digits.split('.');
  return { integer: sign(value) + integer, fraction: fraction.replace(/0+$/, ''), exponent: '' };
}

function exponentialParts(value: number): NumberParts {
  const short = Math.abs(value).toExponential();
  const [mantissa = ''] = short.split('e');
  const text = mantissa.length - 2 > precision ? Math.abs(value).toExponential(precision) : short;
  const [digits = '', exponent = ''] = text.split('e');
  const [integer = '', fraction = ''] = digits.split('.');
  return {
    integer: sign(value) + integer,
    fraction: fraction.replace(/0+$/, ''),
    exponent: exponent.replace('+', ''),
  };
}

/** e+05 for '5', with at least so many digits. */
function exponentText(exponent: string, digits: number): string {
  return `e${exponent.startsWith('-') ? '-' : '+'}${exponent.replace(/[+-]/, '').padStart(digits, '0')}`;
}

const sign = (value: number): string => (value < 0 || Object.is(value, -0) ? '-' : '');

/** One level of brackets. `indent` is what a continued line begins with. */
function block(a: NDArray, element: ElementFormat, summarise: boolean, indent: string, width: number): string {
  const length = a.shape[0] ?? 0;
  const shown = shownIndices(length, summarise);
  const dots = shown.length < length;
  if (a.ndim === 1) {
    const words = shown.map((i) => element(a.at(i)));
    if (dots) words.splice(edgeItems, 0, '...');
    return `[${wrap(words, indent, width - 1).slice(indent.length)}]`;
  }
  const rows = shown.map((i) => indent + block(slice(a, i) as NDArray, element, summarise, `${indent} `, width - 1));
  if (dots) rows.splice(edgeItems, 0, `${indent}...`);
  return `[${rows.join('\n'.repeat(a.ndim - 1)).slice(indent.length)}]`;
}

/** Words separated by spaces, broken into lines no longer than `width`. */
function wrap(words: readonly string[], indent: string, width: number): string {
  let text = '';
  let line = indent;
  words.forEach((word, i) => {
    if (line.length + word.length > width && line.length > indent.length) {
      text += `${line.trimEnd()}\n`;
      line = indent;
    }
    line += i < words.length - 1 ? `${word} ` : word;
  });
  return text + line;
}
