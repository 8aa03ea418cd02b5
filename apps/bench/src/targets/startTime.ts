import { spawnSync } from 'node:child_process';
import { statistics } from '../statistics.js';

const everything = [
  'activations',
  'data',
  'datasets',
  'losses',
  'models',
  'ndarray',
  'optimizers',
  'random',
  'training',
];

const bare = 'globalThis.done = 1 + 1;';
const imported = `
${everything.map((name) => `import * as ${name} from '@keepdims/${name}';`).join('\n')}
globalThis.done = ndarray.add(ndarray.array([1, 2]), 1);
globalThis.kept = [${everything.join(', ')}];`;

/**
 * How much longer a process lives that imports all of the library and adds two arrays than one that does nothing, ms: the difference of
 * the medians of processes started in turns.
 *
 * @param folder - Where the packages can be resolved from.
 */
export function startTime(folder: string, rounds = 11): number {
  const run = (program: string): number => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`A process that imports the library failed: ${stderr}`);
    return performance.now() - start;
  };
  const times: { bare: number[]; imported: number[] } = { bare: [], imported: [] };
  run(imported); // the files come into the disk's cache
  for (let round = 0; round < rounds; round++) {
    times.bare.push(run(bare));
    times.imported.push(run(imported));
  }
  return statistics(times.imported).median - statistics(times.bare).median;
}
