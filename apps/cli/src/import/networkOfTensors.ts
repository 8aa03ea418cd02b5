import { activationByName, definitions } from '@keepdims/activations';
import type { Activation } from '@keepdims/activations';
import { dense, network } from '@keepdims/models';
import type { LayerParams, Network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { CliError } from '../errors.js';
import { formatNamedOptions, parseNamedOptions } from '../model/namedOptions.js';
import { count } from '../render/numbers.js';

type Tensors = Readonly<Record<string, NDArray>>;

/** A layer's arrays, and how they are called. */
interface Layer {
  readonly name: string;
  /** [units, inputs]. */
  readonly W: NDArray;
  readonly b: NDArray | undefined;
}

/**
 * A network from its parameters alone: PyTorch's `0.weight` [units, inputs] and `0.bias` [units] (a state_dict), or the course's `W1` and
 * `b1` [units] or [units, 1]. A bias may be missing: it is 0.
 *
 * @param tensors - All tensors of the file. Layers follow each other as their names do, numbers by their size, or else
 *   as they fit together.
 * @param activations - One a layer, such as `['relu', 'leakyRelu:negativeSlope=0.2', 'sigmoid']`.
 * @param file - Its name, for messages.
 * @throws CliError for other tensors, layers that do not fit together, or another number of activations.
 */
export function networkOfTensors(
  tensors: Tensors,
  activations: readonly string[] | undefined,
  file: string,
): { readonly net: Network; readonly params: LayerParams[] } {
  const layers = inOrder(layersOf(tensors, file), file);
  const names = layers.map(({ name, W }) => `${name} ${showShape(W)}`).join(', ');
  if (activations === undefined) {
    throw new CliError(
      `${file} holds parameters alone (${names}): say the layers' activations, such as --activations ${layers.map((_, i) => (i === layers.length - 1 ? 'identity' : 'relu')).join(',')}.`,
    );
  }
  if (activations.length !== layers.length) {
    throw new CliError(
      `--activations names ${count(activations.length, 'activation')}, but ${file} has ${count(layers.length, 'layer')}: ${names}; name one a layer, identity for none.`,
    );
  }
  const dtype = layers.every(({ W }) => W.dtype === 'float32') ? 'float32' : 'float64';
  const [first] = layers;
  const net: Network = network(
    first?.W.shape[1] ?? 0,
    ...layers.map(({ W }, i) => dense(W.shape[0] ?? 0, activationOf(activations[i] ?? ''))),
  );
  const params = layers.map(({ W, b }) => {
    const units = W.shape[0] ?? 0;
    const own: LayerParams['b'] = np.zeros([units, 1], { dtype });
    if (b !== undefined) own.data.set(np.contiguousData(b));
    return { W: W.astype(dtype) as LayerParams['W'], b: own }; // a matrix, as layersOf checks
  });
  return { net, params };
}

function layersOf(tensors: Tensors, file: string): Layer[] {
  const refuse = (name: string, why: string): CliError => new CliError(`${file} cannot be imported: ${name} ${why}.`);
  for (const name of Object.keys(tensors)) {
    if (/(?:^|\.)running_(?:mean|var)$/.test(name)) {
      throw refuse(name, 'is of batch normalisation, which this file does not say the place of; export it as ONNX');
    }
    if (!/(?:(?:^|\.)(?:weight|bias)|^[Wb]\d+)$/.test(name)) {
      throw refuse(name, 'is no weight or bias of a dense layer, such as 0.weight or W1');
    }
  }
  const layers = Object.entries(tensors).flatMap(([name, W]): Layer[] => {
    const biasName = name.replace(/weight$/, 'bias').replace(/^W/, 'b');
    if (biasName === name) return [];
    if (W.shape.length !== 2) throw refuse(name, `has shape ${showShape(W)}, but a dense layer's weights are a matrix`);
    if (W.size === 0) throw refuse(name, `has shape ${showShape(W)}, but a layer has inputs and units`);
    const b = Object.hasOwn(tensors, biasName) ? tensors[biasName] : undefined;
    const [units = 0] = W.shape;
    if (b !== undefined && (b.size !== units || b.shape[0] !== units)) {
      throw refuse(biasName, `has shape ${showShape(b)}, but ${name} has ${units} units`);
    }
    for (const array of [W, b]) {
      if (array !== undefined && array.dtype !== 'float32' && array.dtype !== 'float64') {
        throw refuse(name, `is of ${array.dtype}, not of floats`);
      }
    }
    return [{ name, W, b }];
  });
  const taken = new Set(layers.flatMap(({ name }) => [name, name.replace(/weight$/, 'bias').replace(/^W/, 'b')]));
  const alone = Object.keys(tensors).find((name) => !taken.has(name));
  if (alone !== undefined) throw refuse(alone, 'has no weights that it belongs to');
  if (layers.length === 0) throw new CliError(`${file} cannot be imported: it holds no arrays.`);
  return layers;
}

/** Layers by their names, where 10 comes after 2; if these do not fit together, in the only order that does. */
function inOrder(layers: readonly Layer[], file: string): readonly Layer[] {
  const { compare } = new Intl.Collator('en', { numeric: true });
  const sorted = [...layers].sort((a, b) => compare(a.name, b.name));
  const clash = misfit(sorted);
  if (clash === undefined) return sorted;
  const [found, another] = layers.length > mostToArrange ? [] : chains([], layers);
  if (found !== undefined && another === undefined) return found;
  const [before, after] = clash;
  throw new CliError(
    `${file} cannot be imported: its layers do not fit together: ${before.name} ${showShape(before.W)} gives ` +
      `${count(before.W.shape[0] ?? 0, 'number')}, but ${after.name} ${showShape(after.W)} takes ${after.W.shape[1] ?? 0}.`,
  );
}

/** Of more layers there could be too many orders to try. */
const mostToArrange = 8;

/** All orders of layers that fit together. @param begun - The first ones. @param rest - Those to come. */
function chains(begun: readonly Layer[], rest: readonly Layer[]): (readonly Layer[])[] {
  if (rest.length === 0) return [begun];
  const width = begun.at(-1)?.W.shape[0];
  const next = rest.filter(({ W }) => width === undefined || W.shape[1] === width);
  return next.flatMap((layer) =>
    chains(
      [...begun, layer],
      rest.filter((other) => other !== layer),
    ),
  );
}

/** The first two neighbours of which one gives another number than the next takes. */
function misfit(layers: readonly Layer[]): readonly [Layer, Layer] | undefined {
  for (const [i, after] of layers.entries()) {
    const before = layers[i - 1];
    if (before !== undefined && before.W.shape[0] !== after.W.shape[1]) return [before, after];
  }
  return undefined;
}

function activationOf(text: string): Activation {
  const named = parseNamedOptions(text);
  const known = Object.keys(definitions);
  if (named === undefined || !known.includes(named.name)) {
    throw new CliError(`--activations: ${text} is none of ${known.join(', ')}.`);
  }
  const options: Record<string, number> = {};
  for (const [key, value] of Object.entries(named.options)) if (typeof value === 'number') options[key] = value;
  try {
    return activationByName(named.name, options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const why = error.message.replace(/^activationByName\('\w+'\): /, '').replace(/\.$/, '');
    throw new CliError(`--activations ${formatNamedOptions(named)}: ${why}.`);
  }
}

function showShape({ shape }: NDArray): string {
  return `[${shape.join(', ')}]`;
}
