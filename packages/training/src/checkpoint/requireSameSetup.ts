import type { LayerSetup, NetworkSetup, TrainingSetup } from './trainingSetup.js';

/** An option, as a program gives it, and how messages show its value. */
const options: Readonly<Record<Exclude<keyof TrainingSetup, 'nX' | 'layers'>, string>> = {
  loss: 'loss',
  optimizer: 'optimizer',
  examples: 'the number of examples',
  batchSize: 'batchSize',
  seed: 'seed',
  l2: 'l2',
  clip: 'clip',
  schedule: 'schedule',
  classWeights: 'classWeights',
  metrics: 'metrics',
  validation: 'validation',
  earlyStopping: 'earlyStopping',
};

/**
 * Refuse to go on from a checkpoint of another network, or under other options: the result would be that of neither training.
 *
 * @throws RangeError naming all that differs.
 */
export function requireSameSetup(call: string, had: TrainingSetup, has: TrainingSetup): void {
  const layer = layerDifference(had, has);
  if (layer !== undefined) {
    throw new RangeError(
      `${call}: the checkpoint is of another network: ${layer}. ` +
        'Resume with the network that it was made with, or leave resume out to begin anew.',
    );
  }
  const keys = Object.keys(options) as (keyof typeof options)[]; // a record has no other keys
  const differing = keys.filter((key) => text(had[key]) !== text(has[key]));
  if (differing.length === 0) return;
  const changes = differing.map((key) => `${options[key]} was ${show(had[key])} and is ${show(has[key])}`).join('; ');
  throw new RangeError(
    `${call}: the checkpoint is of a training with other options: ${changes}. ` +
      'Resume with the same options, or begin anew from its parameters: initialParams: checkpointParams(net, checkpoint).',
  );
}

/** How two networks differ, in a few words; undefined if they don't. */
export function layerDifference(had: NetworkSetup, has: NetworkSetup): string | undefined {
  if (had.nX !== has.nX) return `it has ${had.nX} inputs, this one ${has.nX}`;
  if (had.layers.length !== has.layers.length) {
    return `it has ${had.layers.length} layers, this one ${has.layers.length}`;
  }
  for (const [i, layer] of had.layers.entries()) {
    const now = has.layers[i];
    const keys = Object.keys(layer) as (keyof LayerSetup)[]; // read or written by `trainingSetup`
    const key = keys.find((name) => text(layer[name]) !== text(now?.[name]));
    if (key !== undefined) return `its layer ${i + 1} has ${key} ${show(layer[key])}, this one ${show(now?.[key])}`;
  }
  return undefined;
}

function text(value: unknown): string {
  return JSON.stringify(value ?? null);
}

/** `adam (learningRate 0.01, …)`, `none`, `32`. */
function show(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value !== 'object') return typeof value === 'string' ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  const { name, options, ...others } = value as { readonly name?: unknown; readonly options?: object }; // any object
  if (typeof name === 'string' && options !== undefined) {
    const parts = list(options);
    return parts === '' ? name : `${name} (${parts})`;
  }
  return list(others) === '' ? 'none' : list(others);
}

function list(parts: object): string {
  return Object.entries(parts)
    .filter(([, part]) => part !== null)
    .map(([key, part]) => `${key} ${show(part)}`)
    .join(', ');
}
