/**
 * What 300 typed calls add to a run of `tsc`: the same file is checked with the library's functions and with untyped ones, in turns, each
 * in a process of its own. Times are medians of wall-clock seconds; the difference is held against the budget.
 *
 * Run it by `npm run bench:types` at the root (it builds the library first).
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rounds = 7;
const calls = 300;
const budget = 1.0; // seconds

const folder = dirname(fileURLToPath(import.meta.url));
const scratch = join(folder, '.scratch');
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** Mixed calls on sizes that differ from one group to the next, so that no result is remembered from another. */
function groupOf(i) {
  const [m, k, n] = [2 + i, 3 + 2 * i, 5 + 3 * i];
  return [
    `const a${i} = np.zeros([${m}, ${k}]);`,
    `const b${i} = np.ones([${k}, ${n}]);`,
    `const c${i} = np.matmul(a${i}, b${i});`,
    `const d${i} = np.add(c${i}, np.zeros([${m}, 1]));`,
    `const e${i} = np.sum(d${i}, { axis: 1, keepDims: true });`,
    `const f${i} = np.divide(d${i}, e${i});`,
    `const g${i} = np.transpose(f${i});`,
    `const h${i} = np.reshape(g${i}, [${m}, -1]);`,
    `const s${i} = np.slice(h${i}, ':', [0, 2]);`,
    `const t${i} = np.concatenate([s${i}, s${i}], { axis: 1 });`,
    `const u${i} = np.where(np.greater(t${i}, 0), t${i}, 0);`,
    `const v${i} = np.exp(np.multiply(u${i}, 0.5));`,
    `np.mean(v${i}, { axis: 0 });`,
  ];
}

const perGroup = groupOf(0).join('').match(/np\./g).length;
const body = Array.from({ length: Math.ceil(calls / perGroup) }, (_, i) => groupOf(i).join('\n')).join('\n');
const typed = `import * as np from '@keepdims/ndarray';\n${body}\nexport {};\n`;
const untyped = `import type {} from '@keepdims/ndarray';\ndeclare const np: Record<string, (...args: unknown[]) => unknown>;\n${body}\nexport {};\n`;

function seconds(name) {
  const begin = process.hrtime.bigint();
  const options = [
    '--strict',
    '--noEmit',
    '--skipLibCheck',
    '--ignoreConfig',
    '--module',
    'NodeNext',
    '--target',
    'ES2022',
  ];
  execFileSync(process.execPath, [tsc, ...options, name], { cwd: scratch, stdio: 'inherit' });
  return Number(process.hrtime.bigint() - begin) / 1e9;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

mkdirSync(scratch, { recursive: true });
try {
  writeFileSync(join(scratch, 'typed.ts'), typed);
  writeFileSync(join(scratch, 'untyped.ts'), untyped);
  seconds('typed.ts'); // warms the disk's cache
  const times = { typed: [], untyped: [] };
  for (let round = 0; round < rounds; round++) {
    times.untyped.push(seconds('untyped.ts'));
    times.typed.push(seconds('typed.ts'));
  }
  const added = median(times.typed) - median(times.untyped);
  console.log(`node ${process.version}, ${cpus()[0]?.model}, ${cpus().length} cores; medians of ${rounds} runs`);
  console.log(`untyped calls  ${median(times.untyped).toFixed(2)} s`);
  console.log(`typed calls    ${median(times.typed).toFixed(2)} s (${(body.match(/np\./g) ?? []).length} calls)`);
  console.log(
    `added          ${added.toFixed(2)} s; the budget is ${budget.toFixed(2)} s: ${added <= budget ? 'kept' : 'exceeded'}`,
  );
} finally {
  rmSync(scratch, { recursive: true });
}
