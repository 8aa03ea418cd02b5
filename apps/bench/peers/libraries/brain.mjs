import { createRequire } from 'node:module';
import { trainingData, versionOf } from '../data.mjs';

/**
 * brain.js: networks of sigmoid or tanh or relu units throughout, which it updates after every example. Its step is therefore a pass
 * over the examples, and its costs can't be compared with the others'.
 */
export function open() {
  const brain = createRequire(import.meta.url)('brain.js');
  return {
    version: versionOf('brain.js'),
    train(job) {
      if (job.optimizer === 'adam') return 'its training by Adam is another method than the one that is timed';
      if (job.dtype === 'float32') return 'it has no choice of dtype: it takes part as float64';
      const { layers, hidden, examples: m } = job;
      const { X, Y } = trainingData(job);
      const column = (flat, rows, j) => Array.from({ length: rows }, (_, i) => flat[i * m + j]);
      const data = Array.from({ length: m }, (_, j) => ({
        input: column(X, layers[0], j),
        output: column(Y, layers.at(-1), j),
      }));
      const hiddenLayers = layers.slice(1, -1);
      if (hiddenLayers.length === 0) return 'it needs a hidden layer';
      const net = new brain.NeuralNetwork({ hiddenLayers, activation: hidden });
      const passes = (iterations) => net.train(data, { iterations, errorThresh: 1e-12, log: false });
      return {
        run: () => passes(1),
        many: (calls) => passes(calls),
        unchecked: 'a pass over the examples, updating after each; its answer is not compared',
      };
    },
  };
}
