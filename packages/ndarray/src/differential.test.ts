/**
 * Random programs, run here and by NumPy: thousands of expressions of one to six calls, views of views and writes into them included.
 *
 * `tooling/golden/differential` makes the programs and says which cases are left out because the library has an answer of its own.
 * Another seed, where Python and NumPy are: `node tooling/golden/differential.mjs --seed 123`.
 *
 * An answer has NumPy's shape, element type and bits. A program may end (but not go on) with a call whose bits are not fixed, and says by
 * how much it may be off.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ulpDistance } from '@keepdims/tooling-testing';
import { describe, expect, it } from 'vitest';
import * as np from './index.js';
import type { DType } from './index.js';

/** An element as JSON has it: NaN, the infinities and -0 are strings. */
type Value = number | boolean | string;

interface Answer {
  readonly shape: number[];
  readonly data: Value[];
  readonly dtype: DType;
}

/** A call: its name, then its arguments. "$3" is the result of step 3. */
type Step = [name: string, ...args: unknown[]];

/** How far the last result may be from NumPy's. */
interface Slack {
  /** Off by so many units in the last place. */
  readonly ulp?: number;
  /** Off by so much. */
  readonly near?: number;
  /** A zero in the last result may have either sign: which of 0 and -0 is the larger depends on the processor's instruction in NumPy. */
  readonly zeroSign?: boolean;
}

interface Program extends Slack {
  readonly steps: Step[];
  /** What NumPy has in which variable at the end. */
  readonly results?: [variable: number, answer: Answer | Value][];
  /** NumPy refuses the last step. */
  readonly throws?: boolean;
}

interface File {
  readonly numpy: string;
  readonly seed: number;
  readonly programs: Program[];
}

/** A file of new programs, where differential.mjs has made one. */
const elsewhere = process.env.KEEPDIMS_DIFFERENTIAL;
const path = elsewhere ?? new URL('../../../tooling/golden/data/differential.json.gz', import.meta.url);
const { numpy, seed, programs } = JSON.parse(gunzipSync(readFileSync(path)).toString()) as File;

const numbers: Record<string, number> = { NaN: NaN, Infinity: Infinity, '-Infinity': -Infinity, '-0': -0 };
const numberOf = (value: Value): number => (typeof value === 'string' ? (numbers[value] ?? NaN) : Number(value));

function isAnswer(x: Answer | Value): x is Answer {
  return typeof x === 'object';
}

type Call = (...args: unknown[]) => unknown;
const functions = np as unknown as Record<string, Call | undefined>;

/** Steps that are no calls of the library. */
const special: Record<string, Call> = {
  literal: (data, shape, dtype) =>
    np.reshape(np.array((data as Value[]).map(numberOf), { dtype: dtype as DType }), shape as number[]),
  part: (parts, i) => (parts as unknown[])[i as number],
};

/** Arguments with variables and special numbers put in. */
function resolve(argument: unknown, variables: readonly unknown[]): unknown {
  if (typeof argument === 'string') {
    return argument.startsWith('$') ? variables[Number(argument.slice(1))] : (numbers[argument] ?? argument);
  }
  if (Array.isArray(argument)) return argument.map((one) => resolve(one, variables));
  if (typeof argument !== 'object' || argument === null) return argument;
  return Object.fromEntries(Object.entries(argument).map(([key, value]) => [key, resolve(value, variables)]));
}

/** Runs one step. Every other one as a method, where the array has one of that name: methods take no `out`. */
function run([name, ...args]: Step, variables: readonly unknown[]): unknown {
  const [first, ...rest] = args.map((one) => resolve(one, variables));
  const hasOut = typeof args.at(-1) === 'object' && args.at(-1) !== null && 'out' in (args.at(-1) as object);
  if (np.isNDArray(first) && variables.length % 2 === 1 && !hasOut && name in first) {
    const methods = first as unknown as Record<string, Call>;
    return methods[name]?.(...rest);
  }
  const f = special[name] ?? functions[name];
  if (f === undefined) throw new Error(`ndarray has no ${name}`);
  return f(first, ...rest);
}

function near(got: number, wanted: number, dtype: DType, { ulp, near: distance, zeroSign }: Slack): boolean {
  const target = dtype === 'float32' ? Math.fround(wanted) : wanted;
  if (Object.is(got, target) || (zeroSign === true && got === target)) return true;
  if (distance !== undefined) return Math.abs(got - target) <= distance;
  return ulp !== undefined && ulpDistance(got, target, dtype === 'float32' ? 'float32' : 'float64') <= ulp;
}

function show(x: unknown): string {
  if (np.isNDArray(x)) return `${x.dtype} [${x.shape.join()}]`;
  return Object.is(x, -0) ? '-0' : String(x);
}

/** Empty when `got` is NumPy's answer, otherwise what is wrong with it. */
function difference(got: unknown, wanted: Answer | Value, slack: Slack, last: DType): string {
  if (!isAnswer(wanted)) {
    const same =
      typeof wanted === 'boolean'
        ? got === wanted
        : typeof got === 'number' && near(got, numberOf(wanted), last, slack);
    return same ? '' : `got ${show(got)}, wanted ${String(wanted)}`;
  }
  if (!np.isNDArray(got)) return `got ${show(got)}, wanted ${wanted.dtype} [${wanted.shape.join()}]`;
  const kind = `${wanted.dtype} [${wanted.shape.join()}]`;
  if (show(got) !== kind) return `got ${show(got)}, wanted ${kind}`;
  const data = np.contiguousData(got);
  const wrong = wanted.data.findIndex((value, i) => !near(data[i] ?? NaN, numberOf(value), got.dtype, slack));
  return wrong < 0 ? '' : `element ${wrong}: got ${show(data[wrong])}, wanted ${String(wanted.data[wrong])}`;
}

/** Empty when the library does as NumPy does. */
function problem(program: Program): string {
  const variables: unknown[] = [];
  try {
    for (const step of program.steps) variables.push(run(step, variables));
  } catch (error) {
    const refused = error instanceof np.ShapeError || error instanceof np.DTypeError;
    const expected = program.throws === true && variables.length === program.steps.length - 1;
    return refused && expected ? '' : `step ${variables.length} threw ${String(error)}`;
  }
  if (program.throws === true) return `got ${show(variables.at(-1))}, wanted an error`;
  // A plain number that a reduction of a float32 array gives counts in that array's units of the last place.
  const operand = resolve(program.steps.at(-1)?.[1], variables);
  const dtype = program.ulp !== undefined && np.isNDArray(operand) ? operand.dtype : 'float64';
  for (const [i, answer] of program.results ?? []) {
    const found = difference(variables[i], answer, i === variables.length - 1 ? program : {}, dtype);
    if (found !== '') return `$${i}: ${found}`;
  }
  return '';
}

describe(`random programs against NumPy ${numpy}, seed ${seed}`, () => {
  /** Programs by their last call, so that a failure names it. */
  const groups = new Map<string, Program[]>();
  for (const program of programs) {
    const name = program.throws === true ? 'refusals' : (program.steps.at(-1)?.[0] ?? '');
    groups.set(name, [...(groups.get(name) ?? []), program]);
  }
  let compared = 0;

  for (const [name, group] of groups) {
    it(`${name} (${group.length})`, () => {
      const wrong = group.flatMap((program) => {
        compared++;
        const found = problem(program);
        return found === ''
          ? []
          : [`${found}\n${program.steps.map((step, i) => `  $${i} = ${JSON.stringify(step)}`).join('\n')}`];
      });
      expect(
        wrong.length,
        `${wrong.length} of ${group.length} differ; the first:\n${wrong.slice(0, 3).join('\n')}`,
      ).toBe(0);
    });
  }

  it('are at least 5,000', () => {
    console.log(`${compared} expressions compared with NumPy ${numpy}, seed ${seed}`);
    expect(compared).toBeGreaterThanOrEqual(5000);
  });
});
