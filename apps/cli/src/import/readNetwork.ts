import { tabularFromJSON } from '@keepdims/data';
import type { Tabular } from '@keepdims/data';
import { readNpz, readSafetensors } from '@keepdims/formats';
import { networkFromJSON } from '@keepdims/models';
import type { Network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { fromOnnx } from '@keepdims/onnx';
import type { Preprocessing } from '@keepdims/onnx';
import { fileKind } from '../data/fileKind.js';
import { refuseOtherZip } from '../data/refuseOtherZip.js';
import { CliError } from '../errors.js';
import { orDamaged } from '../run/orDamaged.js';
import { parseJSONObject } from '../run/parseJSONObject.js';
import { isObject } from '../run/runConfig.js';
import type { JSONObject } from '../run/runConfig.js';
import type { SavedModel } from '../run/savedModel.js';
import { modelFromJSON } from '../run/savedModel.js';
import { networkOfTensors } from './networkOfTensors.js';

/** A network from a file, and as much of its preprocessing as the file tells. */
export interface ReadNetwork {
  readonly format: 'onnx' | 'safetensors' | 'npz' | 'json';
  readonly net: Network;
  readonly params: SavedModel['params'];
  /** What keepdims wrote beside the network. */
  readonly preprocessing?: Tabular | undefined;
  /** What an ONNX graph does before and after the network. */
  readonly scaling?: Pick<Preprocessing, 'input' | 'output'>;
  /** Whether the file tells the activations itself. */
  readonly hasActivations: boolean;
}

/** What the user tells of a file. */
export interface ReadNetworkOptions {
  /** Of each layer, for a file of parameters alone. */
  readonly activations?: readonly string[] | undefined;
  /** The tensor of an ONNX graph that is the network's output. */
  readonly output?: string | undefined;
  /** The names of the classes, if it tells some apart: outputs that are scaled are not in a target's unit then. */
  readonly classes?: readonly string[] | undefined;
}

/**
 * Read a network that was saved here or elsewhere.
 *
 * @param bytes - An ONNX model; safetensors or npz, as `keepdims export` writes them or of parameters alone; model.json or a network's JSON.
 * @param name - The file's, for messages.
 * @throws CliError or FormatError saying what is wrong with it.
 */
export function readNetwork(bytes: Uint8Array, name: string, options: ReadNetworkOptions): ReadNetwork {
  const kind = fileKind(bytes);
  if (options.output !== undefined && kind !== 'onnx') {
    throw new CliError(`--output names a tensor of an ONNX graph, but ${name} is none; leave it out.`);
  }
  switch (kind) {
    case 'onnx':
      return onnxNetwork(bytes, name, options);
    case 'safetensors': {
      const { tensors, metadata } = readSafetensors(bytes, { name });
      const { format, network, preprocessing } = metadata;
      const ours = format === 'keepdims-model' ? ([network ?? '', preprocessing ?? ''] as const) : undefined;
      return { format: 'safetensors', ...fromTensors(tensors, ours, name, options) };
    }
    case 'npz': {
      refuseOtherZip(bytes, name);
      const { network, preprocessing, ...arrays } = readNpz(bytes, { name });
      const ours = network === undefined || preprocessing === undefined ? undefined : ([text(network), text(preprocessing)] as const); // prettier-ignore
      return { format: 'npz', ...fromTensors(arrays, ours, name, options) };
    }
    case 'json':
      return {
        format: 'json',
        hasActivations: true,
        ...fromJSON(parseJSONObject(Buffer.from(bytes).toString(), name), name),
      };
    default:
      throw new CliError(
        `${name} is no model that can be imported: ONNX, safetensors, npz, or JSON of keepdims; PyTorch and scikit-learn write ONNX.`,
      );
  }
}

function onnxNetwork(bytes: Uint8Array, name: string, { output, classes }: ReadNetworkOptions): ReadNetwork {
  const read = (foldScaling: boolean): ReadNetwork => {
    const { net, params, preprocessing } = fromOnnx(bytes, { name, foldScaling, ...(output === undefined ? {} : { output }) }); // prettier-ignore
    const { description, ...scaling } = preprocessing;
    const isOurs = isObject(description) && description.format === 'keepdims-tabular';
    return {
      format: 'onnx',
      net,
      params,
      hasActivations: true,
      scaling,
      preprocessing: isOurs ? tabularFromJSON(description, { name }) : undefined,
    };
  };
  const kept = read(false);
  const { input, output: after } = kept.scaling ?? {};
  const last = kept.net.layers.at(-1)?.activation.name ?? '';
  if (after !== undefined && classes !== undefined && last !== 'identity') {
    throw new CliError(
      `${name} scales its output after ${last}, which gives no probabilities of classes; leave --classes out.`,
    );
  }
  const scales = [input, after].flatMap((one) => (one === undefined ? [] : Array.from(one.scale)));
  // A column's scale is above 0, and only one number has a scale to go back by: what is beyond that becomes part of the weights.
  const isNumber = after === undefined || (after.scale.length === 1 && classes === undefined);
  return isNumber && scales.every((scale) => scale > 0) ? kept : read(true);
}

/** @param ours - What `keepdims export` writes beside the arrays: network and preprocessing as JSON. */
function fromTensors(
  arrays: Readonly<Record<string, NDArray>>,
  ours: readonly [network: string, preprocessing: string] | undefined,
  name: string,
  { activations }: ReadNetworkOptions,
): Omit<ReadNetwork, 'format'> {
  if (ours === undefined) return { ...networkOfTensors(arrays, activations, name), hasActivations: false };
  const [network, preprocessing] = ours;
  return {
    ...exportedNetwork(parseJSONObject(network, `${name}, network`), arrays, name),
    preprocessing: tabularFromJSON(parseJSONObject(preprocessing, `${name}, preprocessing`), { name }),
    hasActivations: true,
  };
}

/** The layers and, by the course's names, their parameters, as the JSON of a network has them in one. */
function exportedNetwork(
  { layers, ...rest }: JSONObject,
  arrays: Readonly<Record<string, NDArray>>,
  name: string,
): Pick<ReadNetwork, 'net' | 'params'> {
  const list: readonly unknown[] = Array.isArray(layers) ? layers : [];
  const column = (key: string): unknown => {
    const array = arrays[key];
    return array === undefined ? undefined : Array.from(np.contiguousData(array));
  };
  return orDamaged(name, () =>
    networkFromJSON({
      format: 'keepdims-network',
      version: 2,
      ...rest,
      layers: list.map((layer, i) => ({
        ...(isObject(layer) ? layer : {}),
        W: arrays[`W${i + 1}`]?.toArray(),
        ...Object.fromEntries(
          ['b', 'gamma', 'runningMean', 'runningVariance'].map((key) => [key, column(`${key}${i + 1}`)]),
        ),
      })),
    }),
  );
}

function fromJSON(json: JSONObject, name: string): Pick<ReadNetwork, 'net' | 'params' | 'preprocessing'> {
  switch (json.format) {
    case 'keepdims-model':
      return modelFromJSON(json, name);
    case 'keepdims-network':
      return orDamaged(name, () => networkFromJSON(json));
    default:
      throw new CliError(
        `${name} is JSON, but no model or network of keepdims; name a model.json, or what net.toJSON gave.`,
      );
  }
}

function text(bytes: NDArray): string {
  return Buffer.from(Uint8Array.from(np.contiguousData(bytes))).toString();
}
