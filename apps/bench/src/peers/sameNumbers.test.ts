import { spawnSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { pythonWithNumPy } from '@keepdims/tooling-testing';
import { describe, expect, it } from 'vitest';
import { trainingData } from '../cases/training/trainingData.js';
import { numbers } from '../data.js';
import type { TrainJob } from '../job.js';

const folder = fileURLToPath(new URL('../../peers/', import.meta.url));

/** What the peers' own code computes, as JSON. */
function run(command: string, args: string[]): unknown {
  const { status, stdout } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : undefined;
}

const job: TrainJob = {
  kind: 'train',
  dtype: 'float64',
  layers: [3, 2, 4],
  hidden: 'relu',
  output: 'softmax',
  examples: 5,
  optimizer: 'adam',
  learningRate: 0.1,
};
const ours = {
  numbers: [...numbers('float64', 70_000, 9, -4, 4)].filter((_, i) => i % 997 === 0),
  Y: [...trainingData(job).Y],
  W: [...(trainingData(job).weights[1] ?? [])],
};

describe('the peers work on the same numbers', () => {
  it('in JavaScript', () => {
    const data = pathToFileURL(`${folder}data.mjs`).href;
    const program = `
      import { numbers, trainingData } from ${JSON.stringify(data)};
      const { Y, weights } = trainingData(${JSON.stringify(job)});
      const list = [...numbers('float64', 70000, 9, -4, 4)].filter((_, i) => i % 997 === 0);
      console.log(JSON.stringify({ numbers: list, Y: [...Y], W: [...weights[1]] }));`;
    expect(run(process.execPath, ['--input-type=module', '-e', program])).toEqual(ours);
  });

  const program = `
import json, peer
X, Y, weights = peer.training_data(json.loads('''${JSON.stringify(job)}'''))
list = peer.numbers("float64", (70000,), 9, -4, 4)[::997]
peer.ANSWERS.write(json.dumps({"numbers": list.tolist(), "Y": Y.ravel().tolist(), "W": weights[1].ravel().tolist()}))
peer.ANSWERS.flush()`;
  const python = pythonWithNumPy();

  it.skipIf(python === undefined)('in Python (where there is NumPy)', () => {
    expect(run(python ?? '', ['-B', '-c', program])).toEqual(ours);
  });
});
