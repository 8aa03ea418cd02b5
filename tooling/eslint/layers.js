/**
 * Which package may import which: the table of the design, the one place where it is written. Only downwards: a row names packages of rows
 * above it. ESLint enforces it on imports (`layerRule.js`), a test enforces it on every `package.json`, and the graph in CONTRIBUTING.md is
 * generated from it. `testImports` are allowed in test files only.
 *
 * @type {Record<string, { imports: string[], testImports?: string[] }>}
 */
export const layers = {
  shapes: { imports: [] },
  kernels: { imports: [] },
  ndarray: { imports: ['shapes', 'kernels'] },
  random: { imports: ['shapes', 'ndarray'] },
  activations: { imports: ['shapes', 'kernels', 'ndarray'] },
  losses: { imports: ['shapes', 'kernels', 'ndarray'] },
  initializers: { imports: ['shapes', 'ndarray', 'random'] },
  optimizers: { imports: ['shapes', 'kernels', 'ndarray'] },
  autograd: { imports: ['shapes', 'ndarray', 'activations', 'losses'], testImports: ['random'] },
  models: {
    imports: ['shapes', 'kernels', 'ndarray', 'random', 'activations', 'losses', 'initializers', 'optimizers'],
    testImports: ['autograd'],
  },
  data: { imports: ['shapes', 'ndarray', 'random'] },
  datasets: { imports: ['shapes', 'ndarray', 'random', 'data'] },
  formats: { imports: ['shapes', 'ndarray'] },
  training: {
    imports: ['shapes', 'ndarray', 'models', 'losses', 'optimizers', 'data', 'random', 'formats'],
    testImports: ['activations', 'initializers', 'datasets'],
  },
  onnx: { imports: ['shapes', 'ndarray', 'activations', 'models'], testImports: ['random', 'data'] },
};

// The umbrella re-exports everything above it.
layers.keepdims = { imports: Object.keys(layers) };
