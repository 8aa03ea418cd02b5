/**
 * What NumPy answers, case by case: `tooling/golden` holds the script and the answers.
 *
 * An answer must have NumPy's shape, element type and bits. Where bits can differ for a good reason, `ulpOf` says how far and why.
 */
import { readFileSync } from 'node:fs';
import { ulpDistance } from '@keepdims/tooling-testing';
import { describe, expect, it } from 'vitest';
import * as np from './index.js';
import type { DType, NDArray } from './index.js';

/** An element as JSON has it: NaN, the infinities and -0 are strings. */
type Value = number | boolean | string;

interface GoldenArray {
  readonly shape: number[];
  readonly data: Value[];
  /** Absent where NumPy's is one that the library doesn't have (int64). */
  readonly dtype?: DType;
}

type Answer = GoldenArray | Value;

interface File<Case> {
  readonly numpy: string;
  readonly cases: Case[];
}

function read<Case, More = unknown>(topic: string): File<Case> & More {
  const path = new URL(`../../../tooling/golden/data/${topic}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')) as File<Case> & More;
}

/** The functions under test, called by the names in the files. */
const functions = np as unknown as Record<string, (...args: unknown[]) => unknown>;

function call(name: string, ...args: unknown[]): unknown {
  const f = functions[name];
  if (f === undefined) throw new Error(`ndarray has no ${name}`);
  return f(...args);
}

function isArray(x: Answer): x is GoldenArray {
  return typeof x === 'object';
}

function build({ shape, data, dtype = 'float64' }: GoldenArray): NDArray {
  const flat = np.array(data.map(Number), { dtype });
  return np.reshape(flat, shape);
}

function operand(x: Answer): NDArray | number {
  return isArray(x) ? build(x) : Number(x);
}

/** The same elements as a view that runs backwards, down the columns first. */
function viewed<X extends NDArray | number>(x: X): X | NDArray {
  if (!np.isNDArray(x)) return x;
  const reversedAxes = x.shape.map((_, axis) => x.ndim - 1 - axis);
  const turn = (a: NDArray): NDArray => np.flip(np.transpose(a, reversedAxes));
  return turn(np.copy(turn(x)));
}

/** How far an answer may be from NumPy's. */
interface Slack {
  /** In units of the last place; 0 asks for the same bits. */
  readonly ulp?: number;
  /** May the sign of a zero differ? */
  readonly zeroSign?: boolean;
}

function near(got: number, wanted: number, dtype: DType, { ulp = 0, zeroSign = false }: Slack): boolean {
  const target = dtype === 'float32' ? Math.fround(wanted) : wanted;
  if (ulp === 0) return Object.is(got, target) || (zeroSign && got === 0 && target === 0);
  return ulpDistance(got, target, dtype === 'float32' ? 'float32' : 'float64') <= ulp;
}

/** Empty when `got` is the recorded answer, otherwise what is wrong with it. `dtype` is that of a plain number. */
function difference(got: unknown, wanted: Answer, slack: Slack = {}, dtype: DType = 'float64'): string {
  if (!isArray(wanted)) {
    const same =
      typeof wanted === 'boolean' ? got === wanted : typeof got === 'number' && near(got, Number(wanted), dtype, slack);
    return same ? '' : `got ${show(got)}, wanted ${String(wanted)}`;
  }
  if (!np.isNDArray(got)) return `got ${show(got)}, wanted an array`;
  if (got.shape.join() !== wanted.shape.join())
    return `got shape [${got.shape.join()}], wanted [${wanted.shape.join()}]`;
  if (wanted.dtype !== undefined && got.dtype !== wanted.dtype) return `got ${got.dtype}, wanted ${wanted.dtype}`;
  const data = np.contiguousData(got);
  const wrong = wanted.data.findIndex((value, i) => !near(data[i] ?? NaN, Number(value), got.dtype, slack));
  return wrong < 0 ? '' : `element ${wrong}: got ${show(data[wrong])}, wanted ${String(wanted.data[wrong])}`;
}

function show(x: unknown): string {
  if (np.isNDArray(x)) return `${x.dtype} [${x.shape.join()}]`;
  if (typeof x === 'number') return Object.is(x, -0) ? '-0' : String(x);
  return JSON.stringify(x) ?? 'undefined';
}

/** One test a group; it lists the cases that are wrong. */
function check<Case>(title: string, cases: readonly Case[], problem: (one: Case) => string): void {
  it(`${title} (${cases.length} cases)`, () => {
    expect(cases.length).toBeGreaterThan(0);
    const wrong = cases.flatMap((one) => {
      try {
        return problem(one) || [];
      } catch (error) {
        return [`${JSON.stringify(one).slice(0, 200)} threw ${String(error)}`];
      }
    });
    expect({ wrong: wrong.length, first: wrong.slice(0, 8) }).toEqual({ wrong: 0, first: [] });
  });
}

function byOp<Case extends { readonly op: string }>(cases: readonly Case[]): [string, Case[]][] {
  return [...new Set(cases.map(({ op }) => op))].map((op) => [op, cases.filter((one) => one.op === op)]);
}

/** What `f` throws must be a ShapeError. */
function refusal(f: () => unknown): string {
  try {
    return `wanted a ShapeError, got ${show(f())}`;
  } catch (error) {
    return error instanceof np.ShapeError ? '' : `wanted a ShapeError, got ${String(error)}`;
  }
}

describe('broadcasting element-wise functions', () => {
  interface Binary {
    readonly op: string;
    readonly a: Answer;
    readonly b: Answer;
    readonly out: GoldenArray;
  }
  const { cases, failing } = read<Binary, { failing: { a: number[]; b: number[] }[] }>('broadcasting');
  const slackOf: Record<string, Slack> = {
    // The C library's pow and JavaScript's are each within 1 ulp of the true power.
    power: { ulp: 2 },
    // Which of 0 and -0 is the larger depends on the processor's instruction in NumPy.
    maximum: { zeroSign: true },
    minimum: { zeroSign: true },
  };
  for (const [op, group] of byOp(cases)) {
    check(op, group, ({ a, b, out }) => {
      const x = operand(a);
      const y = operand(b);
      const found =
        difference(call(op, x, y), out, slackOf[op]) || difference(call(op, viewed(x), viewed(y)), out, slackOf[op]);
      return found && `${op}(${show(x)}, ${show(y)}): ${found}`;
    });
  }
  check('shapes that do not broadcast', failing, ({ a, b }) => {
    const found = refusal(() => call('add', np.zeros(a), np.zeros(b)));
    return found && `${show(a)}, ${show(b)}: ${found}`;
  });
});

describe('element-wise functions of one operand', () => {
  const { cases } = read<{ op: string; a: GoldenArray; out: GoldenArray; ulp: number }>('unary');
  for (const [op, group] of byOp(cases)) {
    check(op, group, ({ a, out, ulp }) => {
      const x = build(a);
      const found = difference(call(op, x), out, { ulp }) || difference(call(op, viewed(x)), out, { ulp });
      const i = Number(/^element (\d+)/.exec(found)?.[1]);
      return found && `${op}(${show(x)}): ${found}${Number.isNaN(i) ? '' : ` at ${String(a.data[i])}`}`;
    });
  }
});

describe('reductions', () => {
  interface Reduction {
    readonly op: string;
    readonly a: number;
    readonly options?: { axis?: number | number[]; keepDims?: boolean; ddof?: number };
    readonly out?: Answer;
    /** For the same elements as a view (see `viewed`), where that rounds differently: NumPy adds in the order of memory. */
    readonly view?: Answer;
    readonly throws?: boolean;
  }
  const { cases, arrays } = read<Reduction, { arrays: GoldenArray[] }>('reductions');
  const built = arrays.map(build);
  // Sums, means and variances are added in NumPy's order, so they have its bits.
  const slackOf: Record<string, Slack> = {
    // NumPy multiplies in an order that depends on the axes and the processor; a product of n numbers rounds n - 1 times.
    prod: { ulp: 4 },
    // NumPy leaves the sum of squares to BLAS, which adds in an order of its own.
    norm: { ulp: 1 },
    // As maximum and minimum.
    min: { zeroSign: true },
    max: { zeroSign: true },
  };
  /** As slackOf, for views. */
  const viewSlackOf: Record<string, Slack> = {
    // NumPy lays the squared distances out as the view lies in memory and adds in that order; ours are contiguous.
    std: { ulp: 2 },
    variance: { ulp: 2 },
  };
  for (const [op, group] of byOp(cases)) {
    check(op, group, ({ a, options, out, view = out, throws }) => {
      const x = built[a];
      if (x === undefined) return `there is no array ${a}`;
      const name = `${op}(${show(x)} #${a}, ${show(options)})`;
      if (throws || out === undefined || view === undefined) {
        const found = refusal(() => call(op, x, options));
        return found && `${name}: ${found}`;
      }
      const found =
        difference(call(op, x, options), out, slackOf[op], x.dtype) ||
        difference(call(op, viewed(x), options), view, viewSlackOf[op] ?? slackOf[op], x.dtype);
      return found && `${name}: ${found}`;
    });
  }
});

describe('slices and picked elements', () => {
  interface Picked {
    readonly op: string;
    readonly shape: number[];
    readonly items: unknown[];
    readonly then?: unknown[];
    readonly indices: number[];
    readonly mask: boolean[];
    readonly axis: number;
    readonly out: GoldenArray;
  }
  const { cases, failing } = read<Picked, { failing: { shape: number[]; items: unknown[] }[] }>('slicing');
  const numbered = (shape: number[]): NDArray => np.reshape(np.arange(shape.reduce((n, d) => n * d, 1)), shape);
  const picks: Record<string, (one: Picked) => unknown> = {
    slice: ({ shape, items, then }) => {
      const view = call('slice', numbered(shape), ...items);
      return then === undefined ? view : call('slice', view, ...then);
    },
    take: ({ shape, indices, axis }) => call('take', numbered(shape), indices, { axis }),
    compress: ({ shape, mask, axis }) => call('compress', mask, numbered(shape), { axis }),
  };
  for (const [op, group] of byOp(cases)) {
    check(op, group, (one) => {
      const found = difference(picks[op]?.(one), one.out);
      return found && `${JSON.stringify({ ...one, out: undefined })}: ${found}`;
    });
  }
  check(
    'a slice is a view',
    cases.filter(({ op }) => op === 'slice'),
    (one) => {
      const base = numbered(one.shape);
      const view = call('slice', base, ...one.items) as NDArray;
      return view.data === base.data ? '' : `${JSON.stringify(one.items)}: not a view`;
    },
  );
  check('slices out of range', failing, ({ shape, items }) => {
    const found = refusal(() => call('slice', numbered(shape), ...items));
    return found && `${JSON.stringify({ shape, items })}: ${found}`;
  });
});

describe('making and rearranging', () => {
  interface Arranged {
    readonly op: string;
    readonly inputs: GoldenArray[];
    readonly arguments: unknown[];
    readonly out: GoldenArray | GoldenArray[];
  }
  const { cases } = read<Arranged>('arranging');
  const joins = ['concatenate', 'stack'];
  const run = (op: string, inputs: NDArray[], args: unknown[]): unknown => {
    if (op === 'ravelOfTranspose') return call('ravel', call('transpose', inputs[0]));
    if (op === 'transposeAxes') return call('transpose', inputs[0], ...args);
    return joins.includes(op) ? call(op, inputs, ...args) : call(op, ...inputs, ...args);
  };
  for (const [op, group] of byOp(cases)) {
    check(op, group, (one) => {
      const inputs = one.inputs.map(build);
      const got = run(op, inputs, one.arguments);
      const name = `${op}(${inputs.map(show).join(', ')}; ${JSON.stringify(one.arguments)})`;
      const wanted = Array.isArray(one.out) ? one.out : [one.out];
      const parts = Array.isArray(one.out) ? (got as unknown[]) : [got];
      if (parts.length !== wanted.length) return `${name}: got ${parts.length} arrays, wanted ${wanted.length}`;
      const found = wanted.map((part, i) => difference(parts[i], part)).find((text) => text !== '');
      return found === undefined ? '' : `${name}: ${found}`;
    });
  }
});

describe('linear algebra', () => {
  interface Product {
    readonly op: string;
    readonly inputs: GoldenArray[];
    readonly out: Answer;
    readonly tolerance: number;
  }
  const { cases, failing } = read<Product, { failing: { a: number[]; b: number[] }[] }>('linear_algebra');
  for (const [op, group] of byOp(cases)) {
    check(op, group, ({ inputs, out, tolerance }) => {
      const arrays = inputs.map(build);
      const got = call(op, ...arrays);
      const name = `${op}(${arrays.map(show).join(', ')})`;
      if (tolerance === 0 || !isArray(out)) {
        const found = difference(got, out) || difference(call(op, ...arrays.map(viewed)), out);
        return found && `${name}: ${found}`;
      }
      const data = np.contiguousData(got as NDArray);
      const wrong = out.data.findIndex((value, i) => !(Math.abs((data[i] ?? NaN) - Number(value)) <= tolerance));
      return wrong < 0 ? '' : `${name}: element ${wrong}: got ${data[wrong]}, wanted ${String(out.data[wrong])}`;
    });
  }
  check('matmul of shapes that do not fit', failing, ({ a, b }) => {
    const found = refusal(() => call('matmul', np.zeros(a), np.zeros(b)));
    return found && `${show(a)}, ${show(b)}: ${found}`;
  });
});

describe('printing', () => {
  interface Printed {
    readonly a?: GoldenArray;
    readonly formula?: { readonly shape: number[]; readonly dtype: DType; readonly scale: number };
    readonly text: string;
  }
  const { cases } = read<Printed>('printing');
  const built = ({ a, formula }: Printed): NDArray => {
    if (a !== undefined) return build(a);
    const { shape, dtype, scale } = formula ?? { shape: [0], dtype: 'float64' as const, scale: 1 };
    const size = shape.reduce((n, d) => n * d, 1);
    const values = Float64Array.from({ length: size }, (_, i) => ((i * 7919) % 1009) * scale);
    return np.reshape(np.astype(np.asArray(values), dtype), shape);
  };
  const problem = (one: Printed): string => {
    const x = built(one);
    const text = [x, viewed(x)].map(String).find((printed) => printed !== one.text);
    return text === undefined ? '' : `${show(x)}: got\n${text}\nwanted\n${one.text}`;
  };
  check(
    'rank 0',
    cases.filter(({ a }) => a?.shape.length === 0),
    problem,
  );
  check(
    'rank 1',
    cases.filter(({ a }) => a?.shape.length === 1),
    problem,
  );
  check(
    'rank 2 and more',
    cases.filter(({ a }) => a !== undefined && a.shape.length > 1),
    problem,
  );
  check(
    'more elements than are shown',
    cases.filter(({ formula }) => formula !== undefined),
    problem,
  );
});
