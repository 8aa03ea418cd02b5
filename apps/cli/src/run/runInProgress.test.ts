import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sigmoid } from '@keepdims/activations';
import { binaryCrossEntropy } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam } from '@keepdims/optimizers';
import { fit } from '@keepdims/training';
import type { Checkpoint } from '@keepdims/training';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CliError } from '../errors.js';
import { RunInProgress } from './runInProgress.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepdims-run-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The process of a number that none has. */
const gone = 2 ** 22 + 1;
const files = { 'config.json': '{}' };

function checkpoint(): Checkpoint {
  const saved: Checkpoint[] = [];
  fit(network(1, dense(1, sigmoid)), {
    X: np.array([[0, 1]]),
    Y: np.array([[0, 1]]),
    loss: binaryCrossEntropy,
    optimizer: adam(),
    epochs: 1,
    checkpoint: { save: (one) => void saved.push(one) },
  });
  const [one] = saved;
  if (one === undefined) throw new Error('no checkpoint');
  return one;
}

test('a run has its files and its checkpoint, and nothing stands beside it', () => {
  const run = RunInProgress.begin(join(folder, 'runs', 'houses'), files);
  expect(run.folder).toBe(join(folder, 'runs', 'houses'));
  expect(readdirSync(run.folder).sort()).toEqual([
    'checkpoints',
    'config.json',
    `training.${hostname()}.${process.pid}.lock`,
  ]);
  const one = checkpoint();
  run.saveCheckpoint(one);
  run.saveCheckpoint(one);
  run.write({ 'a.json': '1' });
  run.close();
  expect(readdirSync(folder, { recursive: true }).map(String).sort()).toEqual(
    ['runs', 'runs/houses', 'runs/houses/a.json', 'runs/houses/checkpoints', 'runs/houses/checkpoints/last.safetensors', 'runs/houses/config.json'], // prettier-ignore
  );
  const again = RunInProgress.reopen(run.folder);
  expect(again.readCheckpoint()).toEqual(one);
  again.close();
});

test('a folder that exists is left alone, even an empty one', () => {
  mkdirSync(join(folder, 'houses'));
  writeFileSync(join(folder, 'houses-2'), 'a file');
  const run = RunInProgress.begin(join(folder, 'houses'), files);
  expect(run.folder).toBe(join(folder, 'houses-3'));
  expect(readdirSync(join(folder, 'houses'))).toEqual([]);
  expect(readFileSync(join(folder, 'houses-2'), 'utf8')).toBe('a file');
});

test('a new run without a checkpoint is removed, with the folders made for it; others stay', () => {
  const one = RunInProgress.begin(join(folder, 'a', 'b', 'houses'), files);
  const other = RunInProgress.begin(join(folder, 'a', 'digits'), files);
  one.close();
  expect(readdirSync(join(folder, 'a'))).toEqual(['digits']);
  other.close();
  // The one that made it was not the last in it.
  expect(readdirSync(folder)).toEqual(['a']);
  RunInProgress.begin(join(folder, 'c', 'houses'), files).close();
  expect(readdirSync(folder)).toEqual(['a']);
});

test('when a file cannot be written, nothing is left behind', () => {
  expect(() => RunInProgress.begin(join(folder, 'runs', 'houses'), { 'no/such/folder': '2' })).toThrow(
    /^Cannot write .*no\/such\/folder: its folder does not exist; make it, or choose another place\.$/,
  );
  expect(readdirSync(folder)).toEqual([]);
});

test.skipIf(process.platform === 'win32')('a run folder may be read by others, as any new folder', () => {
  const run = RunInProgress.begin(join(folder, 'houses'), files);
  mkdirSync(join(folder, 'other'));
  expect(statSync(run.folder).mode).toBe(statSync(join(folder, 'other')).mode);
});

test('two trainings cannot be in one folder; what a killed one has left behind is no hindrance', () => {
  const run = RunInProgress.begin(join(folder, 'houses'), files);
  run.saveCheckpoint(checkpoint());
  run.close();
  const lock = (host: string, pid: number) => join(run.folder, `training.${host}.${pid}.lock`);
  writeFileSync(lock(hostname(), process.ppid), '');
  expect(() => RunInProgress.reopen(run.folder)).toThrow(
    `Process ${process.ppid} is training in ${run.folder}; wait for its end, or, if that is no training of keepdims any more, delete ${lock(hostname(), process.ppid)}.`,
  );
  rmSync(lock(hostname(), process.ppid));
  writeFileSync(lock('elsewhere', gone), '');
  expect(() => RunInProgress.reopen(run.folder)).toThrow(
    `Process ${gone} on elsewhere is training in ${run.folder}; wait for its end, or, if that is no training of keepdims any more, delete ${lock('elsewhere', gone)}.`,
  );
  rmSync(lock('elsewhere', gone));
  // One that is refused leaves no lock of its own.
  expect(readdirSync(run.folder).sort()).toEqual(['checkpoints', 'config.json']);

  writeFileSync(lock(hostname(), gone), '');
  writeFileSync(join(run.folder, 'checkpoints', '.last.safetensors.partial-0123456789ab'), 'half');
  const again = RunInProgress.reopen(run.folder);
  expect(readdirSync(run.folder)).not.toContain(`training.${hostname()}.${gone}.lock`);
  expect(readdirSync(join(run.folder, 'checkpoints'))).toEqual(['last.safetensors']);
  again.close();
});

test('an imported run cannot be gone on with', () => {
  const imported = join(folder, 'imported');
  mkdirSync(imported);
  writeFileSync(join(imported, 'import.json'), '{}');
  expect(() => RunInProgress.reopen(imported)).toThrow(
    new CliError(`${imported} was imported, so it has no checkpoint to go on from; train anew without --resume.`),
  );
});

test('what is no run, and a checkpoint that is damaged', () => {
  expect(() => RunInProgress.reopen(join(folder, 'nope'))).toThrow(
    `${join(folder, 'nope')} is not a run folder: it has no config.json; name one that keepdims train has begun, such as runs/houses.`,
  );
  const run = RunInProgress.begin(join(folder, 'houses'), files);
  expect(run.readCheckpoint()).toBeUndefined();
  const path = join(run.folder, 'checkpoints/last.safetensors');
  writeFileSync(path, 'half');
  expect(() => run.readCheckpoint()).toThrow(
    `${path} is damaged or no checkpoint; restore it from a copy, or delete it to begin anew.`,
  );
});
