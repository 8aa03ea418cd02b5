/** docs/dtypes.md says what the library does: its tables are compared with what the functions give, and its code is run. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as np from '@keepdims/ndarray';
import type { DType, NDArray } from '@keepdims/ndarray';
import { describe, expect, it } from 'vitest';
import { parseBlock, runStatement } from './statements.js';

const page = readFileSync(fileURLToPath(new URL('../../../docs/dtypes.md', import.meta.url)), 'utf8');

/** The rows of the table below a heading, without the two lines of its head. */
function table(heading: string): string[][] {
  const [, after = ''] = page.split(`## ${heading}\n`);
  const [section = ''] = after.split('\n## ');
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.map((line) => line.split('|').slice(1, -1).map((cell) => cell.replace(/[`*]/g, '').trim())); // prettier-ignore
}

const dtypes: readonly DType[] = ['bool', 'uint8', 'int32', 'float32', 'float64'];
const ones = (dtype: DType): NDArray => np.ones([2, 2], { dtype });

/** The element type of a result, or that there is none. */
function outcome(f: () => unknown): string {
  try {
    return (f() as NDArray).dtype;
  } catch (error) {
    expect(error).toBeInstanceOf(np.DTypeError);
    return 'refused';
  }
}

describe('the promotion of two arrays', () => {
  const [head = [], , ...rows] = table('Two arrays: promotion');

  it('has a row and a column for each element type', () => {
    expect(head.slice(1)).toEqual(dtypes);
    expect(rows.map(([dtype]) => dtype)).toEqual(dtypes);
  });

  it.each(dtypes)('%s', (left) => {
    const row = rows.find(([dtype]) => dtype === left)?.slice(1);
    expect(dtypes.map((right) => np.add(ones(left), ones(right)).dtype)).toEqual(row);
    expect(dtypes.map((right) => np.maximum(ones(left), ones(right)).dtype)).toEqual(row);
    expect(dtypes.map((right) => np.where(ones('bool'), ones(left), ones(right)).dtype)).toEqual(row);
    expect(dtypes.map((right) => np.concatenate([ones(left), ones(right)]).dtype)).toEqual(row);
    expect(dtypes.map((right) => np.matmul(ones(left), ones(right)).dtype)).toEqual(row);
  });
});

describe('an array and a plain number', () => {
  const [, , ...rows] = table('An array and a plain number');

  it('has a row for each element type', () => {
    expect(rows.map(([dtype]) => dtype)).toEqual(dtypes);
  });

  it.each(dtypes)('%s', (dtype) => {
    const row = rows.find(([name]) => name === dtype)?.slice(1);
    expect([1, 0.5].map((x) => np.add(ones(dtype), x).dtype)).toEqual(row);
    expect([1, 0.5].map((x) => np.multiply(x, ones(dtype)).dtype)).toEqual(row);
  });
});

describe('what functions give', () => {
  const [head = [], , ...rows] = table('What functions give');
  const functions = np as unknown as Record<string, (...args: unknown[]) => NDArray>; // called by the names on the page
  const binary = new Set(['add', 'subtract', 'divide', 'power', 'equal', 'matmul']);
  const reductions = new Set(['sum', 'cumsum', 'mean', 'max', 'argmax', 'any']);

  /** Call a function in the way of its family. */
  function call(name: string, dtype: DType): NDArray | undefined {
    const f = functions[name];
    if (binary.has(name)) return f?.(ones(dtype), ones(dtype));
    return reductions.has(name) ? f?.(ones(dtype), { axis: 0 }) : f?.(ones(dtype));
  }

  it('has a column for each element type', () => {
    expect(head.slice(1)).toEqual(dtypes);
    expect(rows.length).toBeGreaterThan(10);
  });

  it.each(rows)('%s', (name, ...given) => {
    expect(dtypes.map((dtype) => outcome(() => call(name, dtype)))).toEqual(given);
  });

  it.each([
    ['add', ['multiply', 'mod', 'maximum', 'minimum']],
    ['equal', ['notEqual', 'less', 'lessEqual', 'greater', 'greaterEqual', 'logicalAnd', 'logicalOr']],
  ])('the others that go as %s', (name, others) => {
    const row = rows.find(([first]) => first === name)?.slice(1);
    for (const other of others) {
      expect(dtypes.map((dtype) => outcome(() => functions[other]?.(ones(dtype), ones(dtype))))).toEqual(row);
    }
  });

  it.each([
    ['exp', ['log', 'log1p', 'log2', 'expm1', 'sqrt', 'sin', 'cos', 'tanh'], {}],
    ['sum', ['prod'], { axis: 0 }],
    ['mean', ['std', 'variance', 'norm'], { axis: 0 }],
  ])('the others that go as %s', (name, others, options) => {
    const row = rows.find(([first]) => first === name)?.slice(1);
    for (const other of others) {
      expect(dtypes.map((dtype) => outcome(() => functions[other]?.(ones(dtype), options)))).toEqual(row);
    }
  });
});

const blocks = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = '']) => parseBlock(block));

describe('the code', () => {
  const statements = blocks.flatMap((block) => block.statements.map((statement) => ({ block, statement })));

  it('states something in each block', () => {
    expect(blocks.map(({ statements }) => statements.length > 0)).toEqual([true, true]);
  });

  it.each(statements)('$statement.code', async ({ block, statement }) => {
    const { got, says } = await runStatement('docs/dtypes.md', block, statement);
    expect(got).toEqual(says);
  });

  it('what is refused is refused in the words of the page', () => {
    expect(() => np.add(np.zeros([1], { dtype: 'uint8' }), 300)).toThrow('300 is out of range for uint8');
    expect(() => np.sum(np.full([2], 2147483647, { dtype: 'int32' }))).toThrow("doesn't fit int32");
    expect(page).toContain('300 is out of range for uint8');
    expect(page).toContain("doesn't fit int32");
  });
});
