/**
 * A process that trains and saves a checkpoint every few steps is killed, again and again, at moments that nobody chose; the training that
 * is left gives the bits of one that was never disturbed.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkpointFromBytes } from '../index.js';

/** The training that is killed; it says 'saved' after each checkpoint and waits a little, and gives a digest of its last one. */
const source = `
  import { createHash } from 'node:crypto';
  import { existsSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
  import { relu, sigmoid, tanh } from '@keepdims/activations';
  import { binaryCrossEntropy } from '@keepdims/losses';
  import { dense, network } from '@keepdims/models';
  import * as np from '@keepdims/ndarray';
  import { adam, cosineDecay } from '@keepdims/optimizers';
  import { randomState } from '@keepdims/random';
  import { accuracy, checkpointFromBytes, checkpointToBytes, fit } from './index.js';

  const [file, pause] = process.argv.slice(2);
  const rs = randomState(3);
  const X = rs.randn(4, 60);
  const Y = np.greater(np.sum(X, { axis: 0, keepDims: true }), 0).astype('float64');
  const net = network(4, dense(16, tanh, { dropout: 0.3 }), dense(8, relu, { batchNorm: true }), dense(1, sigmoid));
  const cell = new Int32Array(new SharedArrayBuffer(4));
  let last;
  fit(net, {
    X, Y, loss: binaryCrossEntropy, optimizer: adam(), epochs: 12, batchSize: 8, seed: 5, metrics: [accuracy],
    schedule: cosineDecay({ epochs: 12 }), earlyStopping: { patience: 20 },
    ...(existsSync(file) ? { resume: checkpointFromBytes(readFileSync(file)) } : {}),
    onStep: () => void Atomics.wait(cell, 0, 0, Number(pause)),
    checkpoint: {
      everySteps: 3,
      save: (checkpoint) => {
        last = checkpointToBytes(checkpoint);
        writeFileSync(file + '.tmp', last);
        renameSync(file + '.tmp', file);
        writeSync(1, 'saved\\n');
      },
    },
  });
  writeSync(1, createHash('sha256').update(last).digest('hex'));
`;

const folder = mkdtempSync(join(tmpdir(), 'kill-'));
const program = join(folder, 'training.mjs');

beforeAll(async () => {
  // The bundler of the builds, which is its dependency and not ours.
  const builder = createRequire(createRequire(import.meta.url).resolve('tsup'));
  const { build } = (await import(pathToFileURL(builder.resolve('esbuild')).href)) as {
    build: (options: object) => Promise<unknown>;
  };
  await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL('..', import.meta.url)), loader: 'ts' },
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@keepdims/source'],
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Run the program until it ends, or kill it so many checkpoints and milliseconds later. */
function run(file: string, kill?: { saves: number; delay: number }): Promise<{ signal: string | null; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, file, kill === undefined ? '0' : '2'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (kill !== undefined && said.split('saved').length > kill.saves)
        setTimeout(() => child.kill('SIGKILL'), kill.delay);
    });
    child.on('error', reject);
    child.on('close', (_, signal) => {
      resolve({ signal, said });
    });
  });
}

it('goes on after kill -9, again and again, to the same bits', async () => {
  const undisturbed = await run(join(folder, 'undisturbed.safetensors'));
  const file = join(folder, 'killed.safetensors');
  const steps: string[] = [];
  let killed = 0;
  let inside = 0;
  for (let round = 0; round < 5; round++) {
    const kill = { saves: 1 + Math.floor(Math.random() * 3), delay: Math.random() * 15 };
    const { signal } = await run(file, kill);
    expect(existsSync(file)).toBe(true);
    const { state } = checkpointFromBytes(readFileSync(file)); // a whole file, whenever it was
    steps.push(`${state.epoch}:${state.step}`);
    if (signal === 'SIGKILL') killed++;
    if (state.step > 0) inside++;
  }
  const { said } = await run(file);
  const moments = `killed after ${steps.join(', ')}`;
  expect(killed, moments).toBeGreaterThanOrEqual(4);
  expect(inside, moments).toBeGreaterThanOrEqual(1);
  expect(said.split('\n').at(-1), moments).toBe(undisturbed.said.split('\n').at(-1));
  expect(said.split('\n').at(-1)).toBe(createHash('sha256').update(readFileSync(file)).digest('hex'));
});
